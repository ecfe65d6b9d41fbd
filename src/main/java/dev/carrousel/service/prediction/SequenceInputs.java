package dev.carrousel.service.prediction;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import dev.carrousel.service.web.FieldProblems;
import java.util.List;
import java.util.Objects;

/** Turns a sequence as clients write it into inputs of a network. */
final class SequenceInputs {

  private SequenceInputs() {}

  /** The inputs, or a problem with everything that is wrong with them. */
  static Inputs of(SequenceRequest sequence, String pointer, int inputSize) {
    FieldProblems problems = new FieldProblems();
    problems.require(
        (sequence.symbols() == null) != (sequence.vectors() == null),
        pointer,
        "one_of",
        () -> "A sequence must have either symbols or vectors.");
    problems.throwIfAny();
    return sequence.symbols() == null
        ? vectors(Objects.requireNonNull(sequence.vectors()), pointer, inputSize, problems)
        : symbols(sequence.symbols(), pointer, inputSize, problems);
  }

  private static Inputs symbols(
      List<Integer> symbols, String pointer, int inputSize, FieldProblems problems) {
    for (int step = 0; step < symbols.size(); step++) {
      int symbol = symbols.get(step);
      problems.require(
          symbol >= 0 && symbol < inputSize,
          "%s/symbols/%d".formatted(pointer, step),
          "unknown_symbol",
          () -> "A symbol must be 0 to %d, was %d.".formatted(inputSize - 1, symbol));
    }
    problems.throwIfAny();
    return new Inputs.Symbols(symbols.stream().mapToInt(Integer::intValue).toArray(), inputSize);
  }

  private static Inputs vectors(
      List<List<Double>> vectors, String pointer, int inputSize, FieldProblems problems) {
    double[] values = new double[Math.multiplyExact(vectors.size(), inputSize)];
    for (int step = 0; step < vectors.size(); step++) {
      List<Double> vector = vectors.get(step);
      String place = "%s/vectors/%d".formatted(pointer, step);
      problems.require(
          vector.size() == inputSize,
          place,
          "wrong_size",
          () -> "A vector must have %d numbers, had %d.".formatted(inputSize, vector.size()));
      for (int index = 0; index < Math.min(inputSize, vector.size()); index++) {
        double value = vector.get(index);
        problems.require(
            Double.isFinite(value),
            place + "/" + index,
            "not_finite",
            () -> "The number must be finite.");
        values[step * inputSize + index] = value;
      }
    }
    problems.throwIfAny();
    return Inputs.Vectors.of(values, inputSize);
  }
}
