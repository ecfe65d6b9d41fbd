package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Task 2a of NC97: two sequences, (y, a1, ..., a(p-1), y) and (x, a1, ..., a(p-1), x); predict each
 * next symbol. Symbols: a1 ... a(p-1) are 0 to p-2, x is p-1, y is p.
 *
 * <p>Success is an absolute error below 0.25 of every output at every step. NC97 judges by 10,000
 * random sequences; as there are only two and the weights are frozen, both are tested once.
 */
final class NoiseFreeTask implements Task {

  private static final double BOUND = 0.25;

  private final int lag;
  private final int checkEvery;
  private final Sequence[] both;

  private NoiseFreeTask(Values values) {
    lag = values.whole("p");
    checkEvery = values.whole(Parameters.CHECK_EVERY);
    double[][] targets = new double[lag - 1][inputSize()];
    for (int step = 0; step < lag - 1; step++) {
      targets[step][step] = 1;
    }
    both = new Sequence[] {sequence(lag - 1, targets), sequence(lag, targets)};
  }

  static TaskFamily family() {
    return new TaskFamily(
        "noise-free",
        "Noise-free sequences with long time lags",
        "Two sequences that differ in their equal first and last symbols only; predict each next"
            + " symbol (NC97 task 2a).",
        List.of(
            new Parameter.Whole("p", "Time lag p; there are p + 1 symbols.", 100, 2, 10_000),
            Parameters.checkEvery(100)),
        NoiseFreeTask::new);
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
    return both[random.nextBoolean() ? 1 : 0];
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.everywhere(sequence, outputs, BOUND);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    TestRule rule = TestRule.allCorrect(checkEvery, 2);
    return new FreshTest(this, rule, (number, _) -> both[number], tests);
  }

  private Sequence sequence(int outer, double[][] middle) {
    int[] symbols = new int[lag];
    double[][] targets = new double[lag][];
    symbols[0] = outer;
    for (int step = 0; step < lag - 1; step++) {
      symbols[step + 1] = step;
      targets[step] = middle[step];
    }
    targets[lag - 1] = new double[inputSize()];
    targets[lag - 1][outer] = 1;
    return new Sequence(new Inputs.Symbols(symbols, inputSize()), targets);
  }
}
