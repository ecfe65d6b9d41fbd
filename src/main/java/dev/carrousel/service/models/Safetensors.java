package dev.carrousel.service.models;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tensors as bytes in the safetensors format: the length of a JSON header in eight bytes, the
 * header with type, shape and place of each tensor, the numbers, all little-endian. Equal tensors
 * give equal bytes.
 */
public final class Safetensors {

  private static final int LENGTH_BYTES = 8;
  private static final int ALIGNMENT = 8;
  private static final int LONGEST_HEADER = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private Safetensors() {}

  /** Writes tensors in their order. */
  public static byte[] write(Tensors tensors) {
    Map<String, Object> header = new LinkedHashMap<>();
    int size = 0;
    for (Tensor tensor : tensors) {
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
    byte[] text = padded(sorted(header));
    ByteBuffer buffer =
        ByteBuffer.allocate(LENGTH_BYTES + text.length + size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(text.length).put(text);
    for (Tensor tensor : tensors) {
      put(tensor, buffer);
    }
    return buffer.array();
  }

  /** Reads what {@link #write} wrote. Every length is checked before anything is allocated. */
  public static Tensors read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < LENGTH_BYTES ? -1 : buffer.getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, bytes.length - LENGTH_BYTES)) {
      throw new IllegalArgumentException(
          "the header must lie inside the file, is %d bytes long".formatted(length));
    }
    byte[] text = new byte[(int) length];
    buffer.get(text);
    ByteBuffer data = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Tensor> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(text).properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.add(tensor(entry.getKey(), entry.getValue(), data));
      }
    }
    return new Tensors(tensors);
  }

  private static Tensor tensor(String name, JsonNode header, ByteBuffer data) {
    Type type = Type.valueOf(header.path("dtype").asString());
    List<Integer> shape = new ArrayList<>();
    header.path("shape").forEach(dimension -> shape.add(dimension.asInt()));
    int from = header.path("data_offsets").path(0).asInt();
    int to = header.path("data_offsets").path(1).asInt();
    long size =
        shape.stream().mapToLong(Integer::longValue).reduce(type.bytes, Math::multiplyExact);
    if (from < 0 || to < from || to > data.limit() || to - from != size) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s must take %d bytes of the file, takes %d to %d"
              .formatted(name, shape, size, from, to));
    }
    ByteBuffer part = data.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case F32 -> {
        float[] values = new float[(to - from) / type.bytes];
        part.asFloatBuffer().get(values);
        yield new Tensor.Floats(name, shape, values);
      }
      case F64 -> {
        double[] values = new double[(to - from) / type.bytes];
        part.asDoubleBuffer().get(values);
        yield new Tensor.Doubles(name, shape, values);
      }
      case I64 -> {
        long[] values = new long[(to - from) / type.bytes];
        part.asLongBuffer().get(values);
        yield new Tensor.Longs(name, shape, values);
      }
    };
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

  private static Type type(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats _ -> Type.F32;
      case Tensor.Doubles _ -> Type.F64;
      case Tensor.Longs _ -> Type.I64;
    };
  }

  private static byte[] sorted(Map<String, Object> header) {
    return JsonMapper.builder()
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build()
        .writeValueAsString(header)
        .getBytes(StandardCharsets.UTF_8);
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

  /** The element types in use. */
  private enum Type {
    F32(Float.BYTES),
    F64(Double.BYTES),
    I64(Long.BYTES);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }
  }
}
