package dev.carrousel.service.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.prediction.Observations;
import dev.carrousel.service.prediction.StepAnswer;
import dev.carrousel.service.prediction.Stepped;
import dev.carrousel.service.prediction.Stepper;
import dev.carrousel.service.prediction.Steppers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What sessions of a network of 128 cells cost, with all the states that they can be rewound to.
 */
class SessionFootprintTests {

  private static final int SESSIONS = 10_000;
  private static final int REWIND_STEPS = 8;
  private static final long LIMIT = 256L << 20;

  private final LayeredNetwork layered =
      new LayeredNetwork(
          new LayeredSettings(8, List.of(128), 4, 1, new MeanSquaredError(), new Sgd(1, 0), 1),
          Kernels.preferred(),
          new SeededRandom(1));
  private final Recurrence network = layered.recurrence();

  @Test
  void tenThousandSessionsFitIntoTheirMemory() {
    Steppers.Ready model =
        new Steppers.Ready(
            "m",
            1,
            "digest",
            new Predictor.Answerer(NetworkShape.Lstm.of(layered.shape()), "task", Map.of()),
            network,
            new Steps(network));
    long before = used();
    List<LiveSession> sessions = new ArrayList<>();
    for (int number = 0; number < SESSIONS; number++) {
      sessions.add(session(model, number));
    }
    long taken = used() - before;
    long reserved = sessions.stream().mapToLong(session -> session.bytes).sum();
    assertThat(taken).isPositive().isLessThan(LIMIT);
    assertThat(reserved).isBetween(taken, LIMIT);
    assertThat(sessions.getLast().rewindable()).isEqualTo(REWIND_STEPS);
  }

  /**
   * The limit is a millisecond of server time; the median is far from it even on a busy machine.
   */
  @Test
  void aStepTakesLessThanAMillisecond() {
    Inputs inputs = Inputs.Vectors.of(new double[8], 8);
    Tensors state = network.rest();
    long[] nanos = new long[5000];
    for (int at = 0; at < nanos.length; at++) {
      long begun = System.nanoTime();
      state = network.step(state, inputs, 0).state();
      nanos[at] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(1));
  }

  private LiveSession session(Steppers.Ready model, int number) {
    Instant now = Instant.EPOCH;
    LiveSession session =
        new LiveSession(
            new LiveSession.Origin("ses_" + number, "ana", model, Duration.ofMinutes(10), now),
            network.rest(),
            0,
            now,
            REWIND_STEPS);
    Inputs inputs = Inputs.Vectors.of(new double[8], 8);
    for (int step = 0; step <= REWIND_STEPS; step++) {
      session.advance(network.step(session.state(), inputs, 0).state());
    }
    return session;
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Stands for the steps of a model that is never asked. */
  private record Steps(Recurrence network) implements Stepper {

    @Override
    public Tensors begin(Beginning beginning) {
      return network.rest();
    }

    @Override
    public void walk(Tensors state, Observations observations, Consumer<Stepped> visitor) {
      visitor.accept(
          new Stepped(
              state, new StepAnswer.Outputs(List.of()), new double[0], new Tensors(List.of())));
    }
  }
}
