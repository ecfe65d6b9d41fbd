package dev.carrousel.service.onnx;

import java.util.List;
import java.util.stream.LongStream;

/** Names of symbols, classes and categories, and their numbers. */
final class Texts {

  private static final String OPERATORS = "ai.onnx.ml";

  private Texts() {}

  /** The number of each text; {@code unknown} for a text that is not among them. */
  static String numbers(Graph graph, String texts, List<String> known, long unknown) {
    return graph
        .node("LabelEncoder", texts)
        .of(OPERATORS)
        .with("keys_strings", known)
        .with("values_int64s", LongStream.range(0, known.size()).toArray())
        .with("default_int64", unknown)
        .output();
  }

  /** The text of the largest number in the last dimension, the first of equals. */
  static String ofLargest(Graph graph, String values, List<String> texts) {
    String largest = graph.node("ArgMax", values).with("axis", -1).with("keepdims", 0).output();
    return graph.gather(graph.texts(texts), largest, 0);
  }
}
