package dev.carrousel.lstm.learner;

import java.util.List;

/**
 * A named array of numbers with a shape, row-major. Immutable by contract: nobody writes to the
 * array after construction.
 */
public sealed interface Tensor {

  /**
   * The name, unique among its fellows.
   *
   * @return the name
   */
  String name();

  /**
   * The size of each dimension; empty for a single number.
   *
   * @return the shape
   */
  List<Integer> shape();

  /**
   * The same values under another name.
   *
   * @param other the other name
   * @return a tensor that shares the values
   */
  Tensor renamed(String other);

  /**
   * Single precision.
   *
   * @param name the name
   * @param shape the shape
   * @param values as many as the shape says; owned by this record
   */
  record Floats(String name, List<Integer> shape, float[] values) implements Tensor {

    /** Checks that the values fill the shape. */
    public Floats {
      shape = filled(name, shape, values.length);
    }

    @Override
    public Floats renamed(String other) {
      return new Floats(other, shape, values);
    }
  }

  /**
   * Double precision.
   *
   * @param name the name
   * @param shape the shape
   * @param values as many as the shape says; owned by this record
   */
  record Doubles(String name, List<Integer> shape, double[] values) implements Tensor {

    /** Checks that the values fill the shape. */
    public Doubles {
      shape = filled(name, shape, values.length);
    }

    @Override
    public Doubles renamed(String other) {
      return new Doubles(other, shape, values);
    }
  }

  /**
   * Whole numbers: counters, positions, generator states.
   *
   * @param name the name
   * @param shape the shape
   * @param values as many as the shape says; owned by this record
   */
  record Longs(String name, List<Integer> shape, long[] values) implements Tensor {

    /** Checks that the values fill the shape. */
    public Longs {
      shape = filled(name, shape, values.length);
    }

    @Override
    public Longs renamed(String other) {
      return new Longs(other, shape, values);
    }
  }

  private static List<Integer> filled(String name, List<Integer> shape, int length) {
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "tensor %s must have no negative dimension, had %s".formatted(name, shape));
      }
      size = Math.multiplyExact(size, (long) dimension);
    }
    if (size != length) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s must hold %d values, held %d"
              .formatted(name, shape, size, length));
    }
    return List.copyOf(shape);
  }
}
