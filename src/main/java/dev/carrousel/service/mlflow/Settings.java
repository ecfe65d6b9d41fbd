package dev.carrousel.service.mlflow;

import dev.carrousel.service.jobs.LedgerEntry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The configuration of a run as names and texts, such as {@code training.optimizer.learningRate};
 * lists are written as JSON.
 */
final class Settings {

  private static final Set<String> SHOWN_ELSEWHERE = Set.of("name", "labels", "trials");
  private static final String SEED = "seed";

  private Settings() {}

  static Map<String, String> of(LedgerEntry entry) {
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : entry.configuration().properties()) {
      if (!SHOWN_ELSEWHERE.contains(member.getKey())) {
        collect(member.getKey(), member.getValue(), settings);
      }
    }
    LedgerEntry.Trial trial = entry.trial();
    if (trial != null) {
      settings.put(SEED, String.valueOf(trial.seed()));
    }
    return settings;
  }

  private static void collect(String path, JsonNode node, Map<String, String> settings) {
    if (node.isObject()) {
      node.properties()
          .forEach(member -> collect(path + "." + member.getKey(), member.getValue(), settings));
    } else if (node.isArray()) {
      settings.put(path, node.toString());
    } else if (!node.isNull()) {
      settings.put(path, node.asString());
    }
  }
}
