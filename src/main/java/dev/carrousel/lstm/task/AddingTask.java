package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Task 4 of NC97, the experiment of NIPS 1996: at the end answer {@code 0.5 + (X1 + X2) / 4}, X1
 * and X2 the two marked values in [-1,1]. Right is an absolute error below 0.04; a trial has
 * succeeded when the average error is below 0.01 and the last 2000 training sequences were all
 * right.
 */
final class AddingTask implements Task {

  private static final double BOUND = 0.04;

  private final int minimumLength;
  private final boolean shown;
  private final WindowRule rule;

  private AddingTask(Values values) {
    minimumLength = values.whole("T");
    shown = values.choice("firstPair").equals(MarkedPairs.SHOWN);
    rule = WindowRule.allCorrect(BOUND, values.real("averageError"));
  }

  @Override
  public List<Objection> objections() {
    double error = rule.meanErrorBelow();
    String text =
        "averageError must be above 0 and below %s, which every sequence falls below, was %s"
            .formatted(BOUND, error);
    return error > 0 && error < BOUND ? List.of() : List.of(new Objection("averageError", text));
  }

  static TaskFamily family() {
    return new TaskFamily(
        "adding",
        "Adding problem",
        "Add two marked numbers of a long sequence of random ones (NC97 task 4).",
        List.of(
            MarkedPairs.minimumLength(),
            MarkedPairs.firstPair(),
            new Parameter.Real(
                "averageError",
                "Average error to fall below, above 0 and below 0.04.",
                0.01,
                0,
                1)),
        AddingTask::new);
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
    MarkedPairs pairs = MarkedPairs.draw(minimumLength, 0, shown, u -> 2 * u - 1, random);
    double target = 0.5 + (pairs.first() + pairs.second()) / 4;
    return Sequence.endingIn(pairs.inputs(), new double[] {target});
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
