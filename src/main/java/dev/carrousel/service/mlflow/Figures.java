package dev.carrousel.service.mlflow;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The numbers of a JSON tree by their paths, such as {@code
 * result.test.co2.scores.model.meanAbsoluteError}. Elements of lists are called by their target,
 * name or level; lists of numbers have no names and are passed over. What is true is 1, what is not
 * is 0.
 */
final class Figures {

  private Figures() {}

  static Map<String, Double> of(String root, JsonNode tree) {
    Map<String, Double> figures = new TreeMap<>();
    collect(root, tree, figures);
    return figures;
  }

  private static void collect(String path, JsonNode node, Map<String, Double> figures) {
    if (node.isNumber()) {
      figures.put(path, node.asDouble());
    } else if (node.isBoolean()) {
      figures.put(path, node.asBoolean() ? 1.0 : 0.0);
    } else if (node.isObject()) {
      node.properties()
          .forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), figures));
    } else if (node.isArray()) {
      node.forEach(element -> {
        String name = name(element);
        if (!name.isEmpty()) {
          collect(path + "." + name, element, figures);
        }
      });
    }
  }

  private static String name(JsonNode element) {
    return Stream.of("target", "name", "level")
        .map(element::path)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asString)
        .findFirst()
        .orElse("");
  }
}
