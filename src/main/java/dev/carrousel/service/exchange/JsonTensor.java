package dev.carrousel.service.exchange;

import dev.carrousel.lstm.learner.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One tensor as JSON: {@code {"name": "output.bias", "dtype": "F32", "shape": [2], "values": [0.5,
 * -1.25]}}, the fields in this order, the values row-major.
 */
final class JsonTensor {

  private static final Set<String> TYPES = Set.of("F32", "F64", "I64");
  private static final int FIRST_ROOM = 1024;
  private static final int MOST_DIMENSIONS = 8;

  private JsonTensor() {}

  static void write(Tensor tensor, JsonGenerator to) {
    to.writeStartObject();
    to.writeStringProperty("name", tensor.name());
    to.writeStringProperty("dtype", type(tensor));
    to.writeName("shape");
    int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    to.writeArray(shape, 0, shape.length);
    to.writeArrayPropertyStart("values");
    switch (tensor) {
      case Tensor.Floats floats -> {
        for (float value : floats.values()) {
          to.writeNumber(value);
        }
      }
      case Tensor.Doubles doubles -> {
        for (double value : doubles.values()) {
          to.writeNumber(value);
        }
      }
      case Tensor.Longs longs -> {
        for (long value : longs.values()) {
          to.writeNumber(value);
        }
      }
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private static String type(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats _ -> "F32";
      case Tensor.Doubles _ -> "F64";
      case Tensor.Longs _ -> "I64";
    };
  }

  /** Reads the tensor that the parser stands at. */
  static Tensor read(JsonParser parser) {
    expect(parser.currentToken() == JsonToken.START_OBJECT, "each of weights must be an object");
    String name = text(parser, "name");
    String type = text(parser, "dtype");
    expect(
        TYPES.contains(type),
        "tensor %s must be of dtype F32, F64 or I64, is of %s".formatted(name, type));
    open(parser, "shape");
    List<Integer> shape = shape(parser, name);
    open(parser, "values");
    Tensor tensor =
        switch (type) {
          case "F32" -> new Tensor.Floats(name, shape, floats(parser, name, shape));
          case "F64" -> new Tensor.Doubles(name, shape, doubles(parser, name, shape));
          default -> new Tensor.Longs(name, shape, longs(parser, name, shape));
        };
    expect(
        parser.nextToken() == JsonToken.END_OBJECT,
        "tensor %s has more fields than it must have".formatted(name));
    return tensor;
  }

  private static String text(JsonParser parser, String field) {
    field(parser, field);
    expect(parser.nextToken() == JsonToken.VALUE_STRING, field + " of a tensor must be a text");
    return parser.getString();
  }

  private static void open(JsonParser parser, String field) {
    field(parser, field);
    expect(parser.nextToken() == JsonToken.START_ARRAY, field + " of a tensor must be a list");
  }

  private static void field(JsonParser parser, String field) {
    expect(
        parser.nextToken() == JsonToken.PROPERTY_NAME && field.equals(parser.currentName()),
        "a tensor must have the fields name, dtype, shape and values in this order, %s is missing"
            .formatted(field));
  }

  private static List<Integer> shape(JsonParser parser, String name) {
    List<Integer> shape = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() == JsonParser.NumberType.INT
              && parser.getIntValue() >= 0
              && shape.size() < MOST_DIMENSIONS,
          "tensor %s must have at most %d whole numbers from 0 as its shape"
              .formatted(name, MOST_DIMENSIONS));
      shape.add(parser.getIntValue());
    }
    return shape;
  }

  private static float[] floats(JsonParser parser, String name, List<Integer> shape) {
    float[] values = new float[FIRST_ROOM];
    int count = 0;
    while (isNumber(parser, name)) {
      values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
      values[count++] = Float.parseFloat(parser.getString());
    }
    return Arrays.copyOf(values, filled(name, shape, count));
  }

  private static double[] doubles(JsonParser parser, String name, List<Integer> shape) {
    double[] values = new double[FIRST_ROOM];
    int count = 0;
    while (isNumber(parser, name)) {
      values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
      values[count++] = Double.parseDouble(parser.getString());
    }
    return Arrays.copyOf(values, filled(name, shape, count));
  }

  private static long[] longs(JsonParser parser, String name, List<Integer> shape) {
    long[] values = new long[FIRST_ROOM];
    int count = 0;
    while (isNumber(parser, name)) {
      expect(
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
          "tensor %s must hold whole numbers of 64 bits".formatted(name));
      values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
      values[count++] = parser.getLongValue();
    }
    return Arrays.copyOf(values, filled(name, shape, count));
  }

  private static boolean isNumber(JsonParser parser, String name) {
    JsonToken token = parser.nextToken();
    expect(
        token == JsonToken.END_ARRAY || token.isNumeric(),
        "tensor %s must hold numbers, holds %s".formatted(name, token));
    return token != JsonToken.END_ARRAY;
  }

  private static int filled(String name, List<Integer> shape, int count) {
    long size = 1;
    for (int dimension : shape) {
      size = Math.min(size * dimension, Integer.MAX_VALUE);
    }
    expect(
        size == count,
        "tensor %s of shape %s must hold %d values, holds %d".formatted(name, shape, size, count));
    return count;
  }

  static void expect(boolean condition, String message) {
    if (!condition) {
      throw BrokenFile.because(message);
    }
  }
}
