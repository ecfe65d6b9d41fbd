package dev.carrousel.service.inference;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The types of the protocol's tensors, and which JSON values they take. */
enum DataType {
  BOOL,
  UINT8(0, 8),
  UINT16(0, 16),
  UINT32(0, 32),
  UINT64(0, 64),
  INT8(1, 7),
  INT16(1, 15),
  INT32(1, 31),
  INT64(1, 63),
  FP16,
  FP32,
  FP64,
  BYTES;

  private final @Nullable BigInteger lowest;
  private final @Nullable BigInteger highest;

  DataType() {
    lowest = null;
    highest = null;
  }

  /** A whole number with or without a sign, and so many bits beside it. */
  DataType(int signs, int bits) {
    BigInteger end = BigInteger.ONE.shiftLeft(bits);
    lowest = signs == 0 ? BigInteger.ZERO : end.negate();
    highest = end.subtract(BigInteger.ONE);
  }

  static DataType of(String name) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            InferenceException.invalid(
                "datatype must be one of %s, was %s".formatted(Arrays.toString(values()), name)));
  }

  boolean isWhole() {
    return lowest != null;
  }

  /** Whether a JSON value is one of this type. */
  boolean takes(JsonNode value) {
    return switch (this) {
      case BOOL -> value.isBoolean();
      case BYTES -> value.isString();
      case FP32 -> value.isNumber() && Float.isFinite((float) value.doubleValue());
      case FP64 -> value.isNumber() && Double.isFinite(value.doubleValue());
      case FP16 -> false;
      case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> holds(value);
    };
  }

  private boolean holds(JsonNode value) {
    return lowest != null
        && highest != null
        && value.isIntegralNumber()
        && value.bigIntegerValue().compareTo(lowest) >= 0
        && value.bigIntegerValue().compareTo(highest) <= 0;
  }

  /** A value of this type as a number. */
  double number(JsonNode value) {
    return switch (this) {
      case BOOL -> value.booleanValue() ? 1 : 0;
      case FP32 -> (float) value.doubleValue();
      default -> value.doubleValue();
    };
  }
}
