package dev.carrousel.lstm.optimizer;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/** Arrays that an optimizer remembers, as tensors. */
final class Moments {

  private Moments() {}

  static Tensor write(String name, float[] values) {
    return new Tensor.Floats(name, List.of(values.length), values.clone());
  }

  static void read(Tensors snapshot, String name, float[] values) {
    System.arraycopy(snapshot.floats(name, List.of(values.length)), 0, values, 0, values.length);
  }
}
