package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;
import java.util.List;

/** Compares gradients with central differences of the loss. */
final class Gradients {

  private static final float STEP = 1e-2f;

  /** Single precision: central differences of a loss near 1 are good to about 1e-4. */
  private static final double TOLERANCE = 4e-4;

  private Gradients() {}

  /** Checks every weight, and that spare lanes have no gradient. */
  static void assertAgree(LayeredNetwork network, List<Sequence> batch) {
    network.differentiate(batch);
    float[] gradient = network.gradient().clone();
    float[] weights = network.parameters().values;
    boolean[] real = realWeights(network);
    int count = 0;
    for (int at = 0; at < weights.length; at++) {
      if (real[at]) {
        count++;
        assertThat((double) gradient[at])
            .as("weight %d", at)
            .isCloseTo(centralDifference(network, batch, weights, at), within(TOLERANCE));
      } else {
        assertThat(gradient[at]).as("spare lane %d", at).isZero();
      }
    }
    assertThat(count).isEqualTo(network.parameterCount());
  }

  private static double centralDifference(
      LayeredNetwork network, List<Sequence> batch, float[] weights, int at) {
    float original = weights[at];
    double above = loss(network, batch, weights, at, original + STEP);
    double below = loss(network, batch, weights, at, original - STEP);
    weights[at] = original;
    network.parameters().changed();
    return (above - below) / (2.0 * STEP);
  }

  private static double loss(
      LayeredNetwork network, List<Sequence> batch, float[] weights, int at, float weight) {
    weights[at] = weight;
    network.parameters().changed();
    return network.differentiate(batch).loss();
  }

  /**
   * Which places of the flat array hold a weight rather than a spare lane: those that an export
   * reads.
   */
  private static boolean[] realWeights(LayeredNetwork network) {
    float[] values = network.parameters().values;
    float[] saved = values.clone();
    boolean[] real = new boolean[values.length];
    Arrays.fill(values, 1f);
    Tensors ones = network.weights();
    Arrays.fill(values, 0f);
    network.load(ones);
    for (int at = 0; at < values.length; at++) {
      real[at] = values[at] != 0;
    }
    System.arraycopy(saved, 0, values, 0, saved.length);
    network.parameters().changed();
    return real;
  }
}
