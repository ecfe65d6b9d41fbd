package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Task 5 of NC97: as adding, with values in [0,1] and the target {@code X1 X2}. A trial ends as
 * soon as fewer than n_seq of the last 2000 training sequences had an absolute error above 0.04;
 * NC97 reports n_seq 140 and 13.
 */
final class MultiplicationTask implements Task {

  private static final double BOUND = 0.04;

  private final int minimumLength;
  private final boolean shown;
  private final WindowRule rule;

  private MultiplicationTask(Values values) {
    minimumLength = values.whole("T");
    shown = values.choice("firstPair").equals(MarkedPairs.SHOWN);
    rule = new WindowRule(2000, BOUND, values.whole("nSeq") - 1, Double.POSITIVE_INFINITY);
  }

  static TaskFamily family() {
    return new TaskFamily(
        "multiplication",
        "Multiplication problem",
        "Multiply two marked numbers of a long sequence of random ones (NC97 task 5).",
        List.of(
            MarkedPairs.minimumLength(),
            MarkedPairs.firstPair(),
            new Parameter.Whole(
                "nSeq", "Stop when fewer of the last 2000 sequences are wrong.", 140, 1, 2000)),
        MultiplicationTask::new);
  }

  @Override
  public int inputSize() {
    return 2;
  }

  @Override
  public int outputSize() {
    return 1;
  }

  @Override
  public Sequence next(RandomGenerator random) {
    MarkedPairs pairs = MarkedPairs.draw(minimumLength, 1, shown, u -> u, random);
    return Sequence.endingIn(pairs.inputs(), new double[] {pairs.first() * pairs.second()});
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.atEnd(sequence, outputs, BOUND);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    return new TrainingWindow(rule);
  }
}
