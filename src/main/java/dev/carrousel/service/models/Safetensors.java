package dev.carrousel.service.models;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tensors as bytes in the safetensors format: the length of a JSON header in eight bytes, the
 * header with type, shape and place of each tensor, the numbers, all little-endian. Equal tensors
 * give equal bytes.
 */
public final class Safetensors {

  static final int LENGTH_BYTES = 8;
  static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param tensors the tensors, in the order of the header
   * @param metadata texts beside them, none if there are none
   */
  public record Content(Tensors tensors, Map<String, String> metadata) {}

  /** Writes tensors in their order. */
  public static byte[] write(Tensors tensors) {
    return write(new Content(tensors, Map.of()));
  }

  /** Writes tensors in their order, with texts beside them. */
  public static byte[] write(Content content) {
    Map<String, Object> header = new LinkedHashMap<>();
    int size = 0;
    for (Tensor tensor : content.tensors()) {
      int length = Math.multiplyExact(elements(tensor), type(tensor).bytes);
      header.put(
          tensor.name(),
          Map.of(
              "dtype",
              type(tensor).name(),
              "shape",
              tensor.shape(),
              "data_offsets",
              List.of(size, size + length)));
      size = Math.addExact(size, length);
    }
    if (!content.metadata().isEmpty()) {
      header.put(METADATA, content.metadata());
    }
    byte[] text = padded(JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8));
    ByteBuffer buffer =
        ByteBuffer.allocate(LENGTH_BYTES + text.length + size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(text.length).put(text);
    for (Tensor tensor : content.tensors()) {
      put(tensor, buffer);
    }
    return buffer.array();
  }

  /** The tensors of a file. */
  public static Tensors read(byte[] bytes) {
    return open(bytes).tensors();
  }

  /**
   * Reads a file, from wherever it may come.
   *
   * @throws IllegalArgumentException if it does not keep to the format; the message names the
   *     tensor, what was expected and what was found
   */
  public static Content open(byte[] bytes) {
    return new SafetensorsReading(bytes).content();
  }

  private static void put(Tensor tensor, ByteBuffer buffer) {
    int length = elements(tensor) * type(tensor).bytes;
    ByteBuffer part = buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    switch (tensor) {
      case Tensor.Floats floats -> part.asFloatBuffer().put(floats.values());
      case Tensor.Doubles doubles -> part.asDoubleBuffer().put(doubles.values());
      case Tensor.Longs longs -> part.asLongBuffer().put(longs.values());
    }
    buffer.position(buffer.position() + length);
  }

  private static int elements(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats floats -> floats.values().length;
      case Tensor.Doubles doubles -> doubles.values().length;
      case Tensor.Longs longs -> longs.values().length;
    };
  }

  private static ElementType type(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats _ -> ElementType.F32;
      case Tensor.Doubles _ -> ElementType.F64;
      case Tensor.Longs _ -> ElementType.I64;
    };
  }

  /**
   * Spaces behind the header bring the numbers to a multiple of eight bytes, as the format asks.
   */
  private static byte[] padded(byte[] header) {
    int length = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = Arrays.copyOf(header, length);
    Arrays.fill(padded, header.length, length, (byte) ' ');
    return padded;
  }
}
