package dev.carrousel.service.inference;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A tensor that a client sent. Its data may be nested or flat; there are as many values as the
 * shape says, each of the type.
 *
 * @param name its name
 * @param type type of its values
 * @param shape its shape
 * @param values the values, row-major
 */
record InputTensor(String name, DataType type, List<Integer> shape, List<JsonNode> values) {

  private static final int MOST_DIMENSIONS = 5;

  static InputTensor of(JsonNode node) {
    String name = text(node, "name");
    DataType type = DataType.of(text(node, "datatype"));
    if (type == DataType.FP16) {
      throw InferenceException.invalid(
          "input %s: FP16 has no safe form in JSON; send FP32".formatted(name));
    }
    List<Integer> shape = shape(name, node.path("shape"));
    List<JsonNode> values = new ArrayList<>();
    gather(name, node.path("data"), values, MOST_DIMENSIONS);
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, InputTensor::product);
    if (size != values.size()) {
      throw InferenceException.invalid(
          "input %s: the shape %s takes %d values, data has %d"
              .formatted(name, shape, size, values.size()));
    }
    for (int at = 0; at < values.size(); at++) {
      if (!type.takes(values.get(at))) {
        throw InferenceException.invalid(
            "input %s: value %d is no finite value of type %s".formatted(name, at, type));
      }
    }
    return new InputTensor(name, type, shape, values);
  }

  private static String text(JsonNode node, String member) {
    if (!node.path(member).isString()) {
      throw InferenceException.invalid("an input must have a text %s".formatted(member));
    }
    return node.path(member).asString();
  }

  private static List<Integer> shape(String name, JsonNode node) {
    List<Integer> shape = new ArrayList<>();
    for (JsonNode dimension : node) {
      if (!dimension.isInt() || dimension.intValue() < 0) {
        throw InferenceException.invalid(
            "input %s: each dimension of shape must be a whole number from 0 on".formatted(name));
      }
      shape.add(dimension.intValue());
    }
    if (!node.isArray() || shape.isEmpty() || shape.size() > MOST_DIMENSIONS) {
      throw InferenceException.invalid(
          "input %s: shape must be a list of 1 to %d dimensions".formatted(name, MOST_DIMENSIONS));
    }
    return List.copyOf(shape);
  }

  private static long product(long left, long right) {
    long high = Math.multiplyHigh(left, right);
    return high == 0 && left * right >= 0 ? left * right : Long.MAX_VALUE;
  }

  private static void gather(String name, JsonNode data, List<JsonNode> values, int depth) {
    if (!data.isArray() || depth == 0) {
      throw InferenceException.invalid("input %s: data must be a list of values".formatted(name));
    }
    for (JsonNode element : data) {
      if (element.isArray()) {
        gather(name, element, values, depth - 1);
      } else {
        values.add(element);
      }
    }
  }

  /** Refuses other shapes; -1 stands for any size. */
  InputTensor shaped(int... expected) {
    boolean fits = shape.size() == expected.length;
    for (int at = 0; fits && at < expected.length; at++) {
      fits = expected[at] < 0 || expected[at] == shape.get(at);
    }
    if (!fits) {
      throw InferenceException.invalid(
          "input %s: the shape must be %s, was %s"
              .formatted(name, java.util.Arrays.toString(expected), shape));
    }
    return this;
  }

  /** Refuses texts. */
  InputTensor numeric() {
    if (type == DataType.BYTES) {
      throw InferenceException.invalid("input %s must hold numbers, was BYTES".formatted(name));
    }
    return this;
  }

  /** Refuses all but whole numbers of 64 bits with a sign. */
  InputTensor whole() {
    if (!type.isWhole() || type == DataType.UINT64) {
      throw InferenceException.invalid(
          "input %s must hold INT64 values, was %s".formatted(name, type));
    }
    return this;
  }

  double number(int at) {
    return type.number(values.get(at));
  }

  long whole(int at) {
    return values.get(at).longValue();
  }

  String text(int at) {
    return values.get(at).asString();
  }
}
