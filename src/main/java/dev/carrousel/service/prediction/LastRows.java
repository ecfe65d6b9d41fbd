package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * The last rows of a walk, kept in a tensor of fixed size: oldest first, NaN where there was none
 * yet.
 *
 * @param name name of the tensor
 * @param rows how many are kept
 * @param width numbers of each
 */
record LastRows(String name, int rows, int width) {

  Tensor none() {
    double[] values = new double[Math.multiplyExact(rows, width)];
    Arrays.fill(values, Double.NaN);
    return tensor(values);
  }

  Tensor tensor(double[] values) {
    return new Tensor.Doubles(name, List.of(rows, width), values);
  }

  double[] of(Tensors state) {
    return state.doubles(name, List.of(rows, width));
  }

  /** The rows with one more, whose numbers stand somewhere in an array. */
  double[] with(double[] kept, double[] from, int start) {
    double[] moved = new double[kept.length];
    System.arraycopy(kept, width, moved, 0, kept.length - width);
    System.arraycopy(from, start, moved, kept.length - width, width);
    return moved;
  }

  /** The youngest rows. */
  double[] youngest(double[] kept, int count) {
    return Arrays.copyOfRange(kept, kept.length - count * width, kept.length);
  }
}
