package dev.carrousel.service.inference;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.prediction.Stepped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one sequence is answered, gathered step by step. */
final class SequenceAnswer implements Consumer<Stepped> {

  private final boolean keepsGates;
  private final List<double[]> numbers = new ArrayList<>();
  private final List<Tensors> gates = new ArrayList<>();
  private Tensors state = new Tensors(List.of());

  SequenceAnswer(boolean keepsGates) {
    this.keepsGates = keepsGates;
  }

  @Override
  public void accept(Stepped stepped) {
    numbers.add(stepped.numbers());
    state = stepped.state();
    if (keepsGates) {
      gates.add(stepped.gates());
    }
  }

  List<double[]> numbers() {
    return numbers;
  }

  /** One layer's h or c after the last step. */
  float[] state(String name) {
    return floats(state.get(name));
  }

  int steps() {
    return numbers.size();
  }

  /** One layer's gates at a step, shape [4, H]. */
  float[] gates(int step, String name) {
    return floats(gates.get(step).get(name));
  }

  private static float[] floats(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats floats -> floats.values();
      case Tensor.Doubles _, Tensor.Longs _ ->
          throw new IllegalArgumentException(tensor.name() + " must hold single precision");
    };
  }
}
