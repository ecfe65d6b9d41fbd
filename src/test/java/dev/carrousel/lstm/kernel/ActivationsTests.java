package dev.carrousel.lstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationsTests {

  @Test
  void sigmoidAndTanhAreAccurateToAFewRoundings() {
    for (float x = -86; x < 86; x += 0.0371f) {
      assertThat((double) Activations.sigmoid(x))
          .as("sigmoid(%s)", x)
          .isCloseTo(1 / (1 + Math.exp(-x)), withinPercentage(3e-5));
      assertThat((double) Activations.tanh(x))
          .as("tanh(%s)", x)
          .isCloseTo(Math.tanh(x), withinPercentage(4e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-30f, 1e-10f, 1e-4f, 0.01f})
  void tanhOfATinyNumberIsThatNumber(float x) {
    assertThat((double) Activations.tanh(x)).isCloseTo(Math.tanh(x), withinPercentage(4e-5));
    assertThat((double) Activations.tanh(-x)).isCloseTo(Math.tanh(-x), withinPercentage(4e-5));
  }

  @Test
  void extremesSaturateAndNaNStays() {
    assertThat(Activations.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(Activations.sigmoid(Float.NEGATIVE_INFINITY)).isBetween(0f, 1e-37f);
    assertThat(Activations.tanh(Float.POSITIVE_INFINITY)).isBetween(0.9999995f, 1f);
    assertThat(Activations.tanh(Float.NEGATIVE_INFINITY)).isBetween(-1f, -0.9999995f);
    assertThat(Activations.sigmoid(Float.NaN)).isNaN();
    assertThat(Activations.tanh(Float.NaN)).isNaN();
  }
}
