package dev.carrousel.lstm.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.learner.Tensors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PaceTests {

  @Test
  void constantIsOne() {
    assertThat(factors(Schedule.CONSTANT, 3)).containsExactly(1, 1, 1);
  }

  @Test
  void warmUpRisesInEqualStepsAndThenDecayBegins() {
    assertThat(factors(new Schedule(4, new Decay.Steps(2, 0.1)), 9))
        .containsExactly(new double[] {0.25, 0.5, 0.75, 1, 1, 1, 0.1, 0.1, 0.01}, within(1e-15));
  }

  /** The values of torch.optim.lr_scheduler.CosineAnnealingLR with T_max 4 and eta_min 0.2. */
  @Test
  void cosineFallsAsInPyTorchAndStays() {
    assertThat(factors(new Schedule(0, new Decay.Cosine(4, 0.2)), 7))
        .containsExactly(
            new double[] {1, 0.882842712474619, 0.6, 0.317157287525381, 0.2, 0.2, 0.2},
            within(1e-15));
  }

  /** As torch.optim.lr_scheduler.ReduceLROnPlateau does with threshold 0. */
  @Test
  void plateauFallsAfterItsPatience() {
    Pace pace = new Schedule(0, new Decay.Plateau(1, 0.5)).start();
    double[] losses = {5, 4, 4, 4, 3, 3, 3, 3, 3};
    double[] factors =
        DoubleStream.of(losses)
            .map(loss -> {
              pace.validated(loss);
              return pace.advance();
            })
            .toArray();
    assertThat(factors).containsExactly(1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125);
  }

  @Test
  void stateContinuesWhereItWas() {
    Schedule schedule = new Schedule(2, new Decay.Plateau(0, 0.5));
    Pace first = schedule.start();
    first.advance();
    first.validated(1);
    first.validated(2);
    Pace second = schedule.start();
    second.restore(new Tensors(first.state()));
    for (int step = 0; step < 4; step++) {
      assertThat(second.advance()).isEqualTo(first.advance());
      first.validated(3);
      second.validated(3);
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(-1, new Decay.Constant()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decay.Steps(0, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decay.Steps(1, 1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decay.Cosine(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decay.Plateau(-1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.1, 0, true));
  }

  private static double[] factors(Schedule schedule, int steps) {
    Pace pace = schedule.start();
    return DoubleStream.generate(pace::advance).limit(steps).toArray();
  }
}
