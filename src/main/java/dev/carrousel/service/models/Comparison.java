package dev.carrousel.service.models;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What differs between two versions, and only that.
 *
 * @param model the model
 * @param first number of one version
 * @param second number of the other
 * @param differences by place in the version as it is shown
 */
record Comparison(String model, int first, int second, List<Difference> differences) {

  /**
   * One difference.
   *
   * @param pointer where
   * @param first what one version has there, null for nothing
   * @param second what the other has
   */
  record Difference(
      @Schema(example = "/result/validationLoss") String pointer,
      @Schema(type = "object") @Nullable JsonNode first,
      @Schema(type = "object") @Nullable JsonNode second) {}

  static List<Difference> between(JsonNode first, JsonNode second) {
    TreeMap<String, JsonNode> left = leaves(first);
    TreeMap<String, JsonNode> right = leaves(second);
    List<Difference> differences = new ArrayList<>();
    TreeMap<String, JsonNode> all = new TreeMap<>(left);
    all.putAll(right);
    for (String pointer : all.keySet()) {
      JsonNode one = left.get(pointer);
      JsonNode other = right.get(pointer);
      if (one == null || !one.equals(other)) {
        differences.add(new Difference(pointer, one, other));
      }
    }
    return differences;
  }

  private static TreeMap<String, JsonNode> leaves(JsonNode tree) {
    TreeMap<String, JsonNode> leaves = new TreeMap<>();
    collect("", tree, leaves);
    return leaves;
  }

  private static void collect(String pointer, JsonNode node, TreeMap<String, JsonNode> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> collect(pointer + "/" + entry.getKey(), entry.getValue(), leaves));
    } else if (node.isArray()) {
      for (int at = 0; at < node.size(); at++) {
        collect(pointer + "/" + at, node.get(at), leaves);
      }
    } else {
      leaves.put(pointer, node);
    }
  }
}
