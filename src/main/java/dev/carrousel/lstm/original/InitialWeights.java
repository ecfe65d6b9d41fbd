package dev.carrousel.lstm.original;

import java.util.List;

/**
 * How the weights begin: uniformly at random in [-range, range], except the gate biases named here.
 *
 * <p>Negative output-gate biases keep a block out of the way until it is needed (NC97 section 4,
 * abuse problem); negative input-gate biases keep the states from drifting. Both stay trainable.
 *
 * @param range half the width of the interval, 0 or more; 0.2 in the tasks 1 and 2, 0.1 in 3 to 6
 * @param inputGateBiases initial bias of the input gate of block 0, 1, ...; blocks beyond the list
 *     begin at random
 * @param outputGateBiases the same for the output gates
 */
public record InitialWeights(
    double range, List<Double> inputGateBiases, List<Double> outputGateBiases) {

  /** Checks the range. */
  public InitialWeights {
    if (!(range >= 0) || Double.isInfinite(range)) {
      throw new IllegalArgumentException("range must be 0 or more and finite, was " + range);
    }
    inputGateBiases = List.copyOf(inputGateBiases);
    outputGateBiases = List.copyOf(outputGateBiases);
  }

  /**
   * All weights at random.
   *
   * @param range half the width of the interval
   * @return initial weights without special biases
   */
  public static InitialWeights within(double range) {
    return new InitialWeights(range, List.of(), List.of());
  }
}
