package dev.carrousel.service.models;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reading of a safetensors file. Nothing that the file says is believed before it is checked
 * against the bytes that are there, and nothing is allocated before that.
 */
final class SafetensorsReading {

  private static final int LONGEST_HEADER = 4 << 20;
  private static final int MOST_TENSORS = 10_000;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_DIMENSIONS = 8;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final ByteBuffer file;
  private ByteBuffer data;

  SafetensorsReading(byte[] bytes) {
    file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    data = file;
  }

  Safetensors.Content content() {
    JsonNode header = header();
    data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Place> places = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(Safetensors.METADATA)) {
        places.add(place(entry.getKey(), entry.getValue()));
      }
    }
    requireWhole(places);
    return new Safetensors.Content(
        new Tensors(places.stream().map(this::tensor).toList()),
        metadata(header.path(Safetensors.METADATA)));
  }

  private JsonNode header() {
    int most = Math.min(LONGEST_HEADER, file.remaining() - Safetensors.LENGTH_BYTES);
    long length = most < 2 ? -1 : file.getLong();
    require(
        length >= 2 && length <= most,
        "the header must lie inside the file of %d bytes, is %s bytes long"
            .formatted(file.limit(), length < 0 ? "too many" : length));
    byte[] text = new byte[(int) length];
    file.get(text);
    try {
      JsonNode header = JSON.readTree(text);
      require(
          header.isObject() && header.size() <= MOST_TENSORS + 1,
          "the header must be a JSON object of at most %d tensors".formatted(MOST_TENSORS));
      return header;
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("the header must be JSON without a name twice", broken);
    }
  }

  /** Where a tensor stands among the numbers. */
  private record Place(String name, ElementType type, List<Integer> shape, int from, int to) {}

  private Place place(String name, JsonNode header) {
    require(
        name.length() <= LONGEST_NAME,
        "a tensor's name must have at most %d signs".formatted(LONGEST_NAME));
    ElementType type = type(name, header.path("dtype"));
    List<Integer> shape = shape(name, header.path("shape"));
    JsonNode offsets = header.path("data_offsets");
    require(
        offsets.size() == 2
            && offsets.path(0).canConvertToInt()
            && offsets.path(1).canConvertToInt(),
        "tensor %s must have two data_offsets, has %s".formatted(name, offsets));
    int from = offsets.path(0).intValue();
    int to = offsets.path(1).intValue();
    require(
        from >= 0 && from <= to && to <= data.limit(),
        "tensor %s must lie inside the %d bytes of numbers, lies at %d to %d"
            .formatted(name, data.limit(), from, to));
    long size = type.bytes;
    for (int dimension : shape) {
      size = Math.min(size * dimension, Integer.MAX_VALUE);
    }
    require(
        size == (long) to - from,
        "tensor %s of shape %s must take %d bytes of the file, takes %d to %d"
            .formatted(name, shape, size, from, to));
    return new Place(name, type, shape, from, to);
  }

  private static ElementType type(String name, JsonNode dtype) {
    return Arrays.stream(ElementType.values())
        .filter(type -> dtype.isString() && type.name().equals(dtype.stringValue()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "tensor %s must be of dtype F32, F64 or I64, is of %s".formatted(name, dtype)));
  }

  private static List<Integer> shape(String name, JsonNode shape) {
    require(
        shape.isArray() && shape.size() <= MOST_DIMENSIONS,
        "tensor %s must have a shape of at most %d dimensions, has %s"
            .formatted(name, MOST_DIMENSIONS, shape));
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode dimension : shape) {
      require(
          dimension.canConvertToInt() && dimension.isIntegralNumber() && dimension.intValue() >= 0,
          "tensor %s must have whole numbers from 0 as its shape, has %s".formatted(name, shape));
      sizes.add(dimension.intValue());
    }
    return sizes;
  }

  /** Every byte belongs to one tensor. */
  private void requireWhole(List<Place> places) {
    List<Place> ordered = new ArrayList<>(places);
    ordered.sort(Comparator.comparingInt(Place::from).thenComparingInt(Place::to));
    int end = 0;
    for (Place place : ordered) {
      require(
          place.from() == end,
          "tensor %s must begin at byte %d, where the one before it ends, begins at %d"
              .formatted(place.name(), end, place.from()));
      end = place.to();
    }
    require(
        end == data.limit(),
        "the tensors must take all %d bytes of numbers, take %d".formatted(data.limit(), end));
  }

  private Tensor tensor(Place place) {
    int count = (place.to() - place.from()) / place.type().bytes;
    ByteBuffer part =
        data.slice(place.from(), place.to() - place.from()).order(ByteOrder.LITTLE_ENDIAN);
    return switch (place.type()) {
      case F32 -> {
        float[] values = new float[count];
        part.asFloatBuffer().get(values);
        yield new Tensor.Floats(place.name(), place.shape(), values);
      }
      case F64 -> {
        double[] values = new double[count];
        part.asDoubleBuffer().get(values);
        yield new Tensor.Doubles(place.name(), place.shape(), values);
      }
      case I64 -> {
        long[] values = new long[count];
        part.asLongBuffer().get(values);
        yield new Tensor.Longs(place.name(), place.shape(), values);
      }
    };
  }

  private static Map<String, String> metadata(JsonNode metadata) {
    Map<String, String> texts = new LinkedHashMap<>();
    metadata
        .properties()
        .forEach(entry -> {
          require(
              entry.getValue().isString(),
              "%s must hold texts, holds %s at %s"
                  .formatted(Safetensors.METADATA, entry.getValue().getNodeType(), entry.getKey()));
          texts.put(entry.getKey(), entry.getValue().stringValue());
        });
    return texts;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
