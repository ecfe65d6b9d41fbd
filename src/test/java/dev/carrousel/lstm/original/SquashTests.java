package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.kernel.Logistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SquashTests {

  @Test
  void logisticAgreesWithItsDefinition() {
    for (double x = -40; x <= 40; x += 0.0137) {
      double expected = 1 / (1 + Math.exp(-x));
      assertThat(Logistic.of(x)).isCloseTo(expected, within(1e-15 * expected));
    }
  }

  @Test
  void logisticBearsAnyArgument() {
    assertThat(Logistic.of(0)).isEqualTo(0.5);
    assertThat(Logistic.of(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Logistic.of(Double.NEGATIVE_INFINITY)).isBetween(0.0, 1e-300);
    assertThat(Logistic.of(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @EnumSource(Squash.class)
  void slopeIsTheDerivative(Squash squash) {
    for (double x = -5; x <= 5; x += 0.37) {
      double difference = (squash.of(x + 1e-6) - squash.of(x - 1e-6)) / 2e-6;
      assertThat(squash.slope(squash.of(x))).isCloseTo(difference, within(1e-9));
    }
  }
}
