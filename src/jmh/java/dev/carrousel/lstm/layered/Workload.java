package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One layer with a linear output, and a batch of sequences with one target at their end.
 *
 * @param hiddenSize number of cells H
 * @param batchSize number of sequences B
 * @param steps sequence length T
 * @param inputSize width of the inputs I
 */
record Workload(int hiddenSize, int batchSize, int steps, int inputSize) {

  static final double LEARNING_RATE = 1e-4;

  /** Time-major, as libtorch and ONNX Runtime read it: [T, B, I]. */
  float[] inputs() {
    RandomGenerator random = new SeededRandom(7);
    float[] values = new float[steps * batchSize * inputSize];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** One target per sequence. */
  float[] targets() {
    RandomGenerator random = new SeededRandom(8);
    float[] values = new float[batchSize];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** The same numbers as sequences. */
  List<Sequence> sequences() {
    float[] inputs = inputs();
    float[] targets = targets();
    List<Sequence> sequences = new ArrayList<>();
    for (int sequence = 0; sequence < batchSize; sequence++) {
      double[] values = new double[steps * inputSize];
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < inputSize; i++) {
          values[step * inputSize + i] = inputs[(step * batchSize + sequence) * inputSize + i];
        }
      }
      sequences.add(
          Sequence.endingIn(
              Inputs.Vectors.of(values, inputSize), new double[] {targets[sequence]}));
    }
    return List.copyOf(sequences);
  }

  /** Floating-point operations of the layer's matrix products in one forward pass. */
  double forwardOperations() {
    return 2.0 * 4 * hiddenSize * (inputSize + hiddenSize) * steps * batchSize;
  }

  @Override
  public String toString() {
    return "%d/%d/%d/%d".formatted(hiddenSize, batchSize, steps, inputSize);
  }
}
