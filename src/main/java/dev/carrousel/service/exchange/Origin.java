package dev.carrousel.service.exchange;

import dev.carrousel.service.models.ModelVersion;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where an exported model comes from.
 *
 * @param model its name
 * @param version its number
 * @param weightsDigest SHA-256 of its weights
 * @param runId the run that trained it, null if it was imported
 * @param plan everything that determined its training, null if that is no longer known
 */
record Origin(
    String model,
    int version,
    String weightsDigest,
    @Nullable String runId,
    @Nullable JsonNode plan) {

  private static final String PREFIX = "carrousel.";

  static Origin of(ModelVersion version, @Nullable JsonNode plan) {
    return new Origin(
        version.name(), version.version(), version.weightsDigest(), version.runId(), plan);
  }

  /** The same as texts, for formats that keep nothing else. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(PREFIX + "model", model);
    texts.put(PREFIX + "version", String.valueOf(version));
    texts.put(PREFIX + "weightsDigest", weightsDigest);
    if (runId != null) {
      texts.put(PREFIX + "runId", runId);
    }
    if (plan != null) {
      texts.put(PREFIX + "plan", plan.toString());
    }
    return texts;
  }
}
