package dev.carrousel.lstm.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.sequence.SeededRandom;
import org.junit.jupiter.api.Test;

class LeastSquaresTests {

  @Test
  void numbersFarFromZeroAreFittedAsWellAsOthers() {
    SeededRandom random = new SeededRandom(5);
    double[][] features = new double[200][2];
    double[] truths = new double[features.length];
    for (int at = 0; at < features.length; at++) {
      double x = 2 * random.nextDouble() - 1;
      features[at] = new double[] {x, x};
      truths[at] = 100_000 + x;
    }
    LeastSquares fitted = LeastSquares.fit(features, truths);
    // What the ridge costs: a slope smaller by about a thousandth of it.
    assertThat(fitted.value(new double[] {1, 1})).isCloseTo(100_001, within(0.01));
    assertThat(fitted.value(new double[] {-1, -1})).isCloseTo(99_999, within(0.01));
  }
}
