package dev.carrousel.service.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the answers to all sequences of a request into output tensors. */
final class OutputAssembly {

  private static final int GATES = 4;
  private static final double UNKNOWN = -1;

  private final Signature signature;
  private final List<SequenceAnswer> answers;
  private final int steps;
  private final boolean mayWait;

  /**
   * An assembly.
   *
   * @param signature the model's tensors
   * @param answers one for each sequence
   * @param steps steps of the longest sequence; shorter ones are filled up with zeros
   * @param mayWait whether a forecast may be empty, since more rows are to come
   */
  OutputAssembly(Signature signature, List<SequenceAnswer> answers, int steps, boolean mayWait) {
    this.signature = signature;
    this.answers = answers;
    this.steps = steps;
    this.mayWait = mayWait;
  }

  List<OutputTensor> outputs(Map<String, Integer> wanted) {
    Set<String> names = wanted.isEmpty() ? Set.of(Signature.Y) : wanted.keySet();
    List<OutputTensor> outputs = new ArrayList<>();
    for (String name : names) {
      int classes = wanted.getOrDefault(name, 0);
      OutputTensor output = output(name);
      outputs.add(
          classes == 0
              ? output
              : output.classified(
                  classes, name.equals(Signature.Y) ? signature.labels() : List.of()));
    }
    return outputs;
  }

  private OutputTensor output(String name) {
    return switch (name) {
      case "h_n" -> state(name, "h_l");
      case "c_n" -> state(name, "c_l");
      case "gates" -> gates();
      default -> signature.forecast().isPresent() ? forecasts() : stepwise();
    };
  }

  private OutputTensor stepwise() {
    int width = signature.width();
    double[] values = new double[Math.multiplyExact(answers.size() * steps, width)];
    for (int sequence = 0; sequence < answers.size(); sequence++) {
      for (int step = 0; step < answers.get(sequence).steps(); step++) {
        double[] numbers = answers.get(sequence).numbers().get(step);
        for (int index = 0; index < width; index++) {
          values[(sequence * steps + step) * width + index] =
              Double.isNaN(numbers[index]) ? UNKNOWN : numbers[index];
        }
      }
    }
    return y(steps, values);
  }

  private OutputTensor forecasts() {
    boolean waits = mayWait && answers.getFirst().numbers().getLast().length == 0;
    int horizon = waits ? 0 : signature.forecast().orElseThrow().horizon();
    int size = horizon * signature.width();
    double[] values = new double[Math.multiplyExact(answers.size(), size)];
    for (int sequence = 0; sequence < answers.size(); sequence++) {
      double[] numbers = answers.get(sequence).numbers().getLast();
      if (numbers.length != size) {
        throw InferenceException.invalid(
            "input x: a forecast needs at least %d steps"
                .formatted(signature.forecast().orElseThrow().window()));
      }
      System.arraycopy(numbers, 0, values, sequence * size, size);
    }
    return y(horizon, values);
  }

  private OutputTensor y(int length, double[] values) {
    return OutputTensor.of(
        Signature.Y,
        signature.precision(),
        List.of(answers.size(), length, signature.width()),
        values);
  }

  private OutputTensor state(String name, String prefix) {
    Signature.Stack stack = signature.stack().orElseThrow();
    int size = stack.size();
    double[] values = new double[stack.layers() * answers.size() * size];
    for (int layer = 0; layer < stack.layers(); layer++) {
      for (int sequence = 0; sequence < answers.size(); sequence++) {
        float[] state = answers.get(sequence).state(prefix + layer);
        copy(state, values, (layer * answers.size() + sequence) * size);
      }
    }
    List<Integer> shape = List.of(stack.layers(), answers.size(), size);
    return OutputTensor.of(name, signature.precision(), shape, values);
  }

  private OutputTensor gates() {
    Signature.Stack stack = signature.stack().orElseThrow();
    int size = GATES * stack.size();
    int rows = Math.multiplyExact(answers.size(), steps);
    double[] values =
        new double[Math.multiplyExact(rows, Math.multiplyExact(stack.layers(), size))];
    for (int sequence = 0; sequence < answers.size(); sequence++) {
      for (int step = 0; step < answers.get(sequence).steps(); step++) {
        int row = (sequence * steps + step) * stack.layers();
        for (int layer = 0; layer < stack.layers(); layer++) {
          copy(answers.get(sequence).gates(step, "gates_l" + layer), values, (row + layer) * size);
        }
      }
    }
    List<Integer> shape = List.of(answers.size(), steps, stack.layers(), GATES, stack.size());
    return OutputTensor.of("gates", signature.precision(), shape, values);
  }

  private static void copy(float[] from, double[] to, int at) {
    for (int index = 0; index < from.length; index++) {
      to[at + index] = from[index];
    }
  }
}
