package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Task 2c of NC97: b, then x or y, then q distractors, then each time with probability 9/10 one
 * more distractor and with 1/10 the trigger e, at which x or y is due. Symbols: distractors 0 to
 * p-1, e p, b p+1, x p+2, y p+3. Outputs: x, y.
 *
 * <p>Readings: distractors are drawn from all p (the printed bound q must be p); the last symbol,
 * the answer, is never an input. The mean number of further distractors is 9. Success is an
 * absolute error below 0.2 of both outputs for all sequences of a test with frozen weights.
 */
final class LongLagTask implements Task {

  private static final double BOUND = 0.2;
  private static final double[][] TARGETS = {{1, 0}, {0, 1}};

  private final int lag;
  private final int distractors;
  private final TestRule rule;

  private LongLagTask(Values values) {
    lag = values.whole("q");
    distractors = values.whole("p");
    rule =
        TestRule.allCorrect(
            values.whole(Parameters.CHECK_EVERY), values.whole(Parameters.TEST_SEQUENCES));
  }

  static TaskFamily family() {
    return new TaskFamily(
        "long-lag",
        "Very long time lags among distractors",
        "Remember the second symbol through q or more random distractors until a trigger (NC97 task"
            + " 2c).",
        List.of(
            new Parameter.Whole("q", "Distractors of every sequence.", 50, 1, 1_000_000),
            new Parameter.Whole("p", "Different distractors.", 50, 1, 100_000),
            Parameters.checkEvery(500),
            Parameters.testSequences(10_000)),
        LongLagTask::new);
  }

  @Override
  public int inputSize() {
    return distractors + 4;
  }

  @Override
  public int outputSize() {
    return 2;
  }

  @Override
  public Sequence next(RandomGenerator random) {
    int second = random.nextInt(2);
    int length = lag;
    while (random.nextInt(10) != 0) {
      length++;
    }
    int[] symbols = new int[length + 3];
    symbols[0] = distractors + 1;
    symbols[1] = distractors + 2 + second;
    for (int step = 2; step < length + 2; step++) {
      symbols[step] = random.nextInt(distractors);
    }
    symbols[length + 2] = distractors;
    return Sequence.endingIn(new Inputs.Symbols(symbols, inputSize()), TARGETS[second]);
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.atEnd(sequence, outputs, BOUND);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    return new FreshTest(this, rule, tests);
  }

  @Override
  public int examinationSize() {
    return 10_000;
  }
}
