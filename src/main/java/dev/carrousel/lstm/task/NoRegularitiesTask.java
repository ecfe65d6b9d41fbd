package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Task 2b of NC97: as 2a, but the middle symbols are random. Success is an absolute error below
 * 0.25 of every output at the end.
 *
 * <p>NC97 has every next symbol predicted. Nothing announces the end, so that a network with errors
 * everywhere must count the steps; it was never found to succeed. With an error at the end only,
 * the published figure is within reach, so this is the default.
 */
final class NoRegularitiesTask implements Task {

  private static final double BOUND = 0.25;

  private final int lag;
  private final boolean everywhere;
  private final TestRule rule;

  private NoRegularitiesTask(Values values) {
    lag = values.whole("p");
    everywhere = values.choice("error").equals("everywhere");
    rule =
        TestRule.allCorrect(
            values.whole(Parameters.CHECK_EVERY), values.whole(Parameters.TEST_SEQUENCES));
  }

  static TaskFamily family() {
    return new TaskFamily(
        "no-regularities",
        "Long time lags without local regularities",
        "Two classes of sequences with equal first and last symbols and random ones between; predict"
            + " the last (NC97 task 2b).",
        List.of(
            new Parameter.Whole("p", "Time lag p; there are p + 1 symbols.", 100, 2, 10_000),
            new Parameter.Choice(
                "error", "Where there is a target.", "end", List.of("end", "everywhere")),
            Parameters.checkEvery(100),
            Parameters.testSequences(10_000)),
        NoRegularitiesTask::new);
  }

  @Override
  public int inputSize() {
    return lag + 1;
  }

  @Override
  public int outputSize() {
    return lag + 1;
  }

  @Override
  public Sequence next(RandomGenerator random) {
    int[] symbols = new int[lag + 1];
    symbols[0] = random.nextBoolean() ? lag : lag - 1;
    for (int step = 1; step < lag; step++) {
      symbols[step] = random.nextInt(lag - 1);
    }
    symbols[lag] = symbols[0];
    double[] @Nullable [] targets = new double[lag][];
    for (int step = everywhere ? 0 : lag - 1; step < lag; step++) {
      double[] target = new double[outputSize()];
      target[symbols[step + 1]] = 1;
      targets[step] = target;
    }
    int[] shown = Arrays.copyOf(symbols, lag);
    return new Sequence(new Inputs.Symbols(shown, inputSize()), targets);
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.atEnd(sequence, outputs, BOUND);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    return new FreshTest(this, rule, tests);
  }
}
