package dev.carrousel.lstm.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTests {

  @Test
  void saturationIsTheShareOfStepsAndGatesBeyondTheBounds() {
    Trace first = trace(0.05, 0.5, 0.95, 0.91);
    Trace second = trace(0.02, 0.89, 0.1, 0.9);
    Saturation saturation = Saturation.of(List.of(first, second)).getFirst();
    assertThat(saturation.activations()).isEqualTo(8);
    assertThat(saturation.shut()).isEqualTo(0.25);
    assertThat(saturation.open()).isEqualTo(0.25);
    assertThat(saturation.mean()).isCloseTo(4.32 / 8, within(1e-12));
  }

  @Test
  void halfOfAStateIsLeftAfterItsHalfLife() {
    HalfLife life = HalfLife.of(List.of(trace(0.4, 0.8, 0.6, 1.0))).getFirst();
    assertThat(life.cells()).isEqualTo(2);
    assertThat(Math.pow(0.5, life.steps().getFirst())).isCloseTo(0.5, within(1e-12));
    assertThat(Math.pow(0.9, life.steps().getLast())).isCloseTo(0.5, within(1e-12));
    assertThat(life.steps().get(3))
        .isCloseTo((life.steps().getFirst() + life.steps().getLast()) / 2, within(1e-12));
  }

  @Test
  void whatForgetsNothingIsEndlessAndWhatForgetsAllLivesNoStep() {
    HalfLife life = HalfLife.of("l0", new double[] {1, 0, 0.5});
    assertThat(life.endless()).isEqualTo(1);
    assertThat(life.steps().getFirst()).isZero();
    assertThat(life.steps().get(3)).isEqualTo(1);
    assertThat(life.steps().getLast()).isInfinite();
  }

  @Test
  void normsCountFromTheLastRow() {
    double[] rows = {3, 4, 9, 6, 8, 9};
    assertThat(Norms.byLag(rows, 3, 0, 2)).containsExactly(10.0, 5.0);
  }

  /** Two steps of a network of two forget gates. */
  private static Trace trace(double... activations) {
    return new Trace(
        2,
        List.of("l0.f0", "l0.f1"),
        new double[4],
        activations,
        List.of("l0.c0", "l0.c1"),
        new double[4],
        List.of(new GateGroup("l0", GateGroup.FORGET, List.of(0, 1))));
  }
}
