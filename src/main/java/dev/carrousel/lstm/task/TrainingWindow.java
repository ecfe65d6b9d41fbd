package dev.carrousel.lstm.task;

import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Respondent;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/** Success is seen in the training sequences themselves, each judged before it was learned from. */
final class TrainingWindow implements SuccessCriterion {

  private final WindowRule rule;

  /** Rings of the last sequences' mean absolute errors and of 1 for each that was wrong. */
  private final double[] errors;

  private final long[] wrong;
  private long seen;
  private long wrongCount;

  TrainingWindow(WindowRule rule) {
    this.rule = rule;
    errors = new double[rule.window()];
    wrong = new long[rule.window()];
  }

  @Override
  public Verdict observe(Lesson lesson, int sequences, Respondent network) {
    for (int number = 0; number < sequences; number++) {
      count(lesson);
    }
    boolean reached =
        seen >= rule.window()
            && wrongCount <= rule.wrongAllowed()
            && averageError() < rule.meanErrorBelow();
    return reached ? new Verdict(true, null) : Verdict.NOT_YET;
  }

  @Override
  public long earliest() {
    return rule.window();
  }

  private void count(Lesson lesson) {
    int at = (int) (seen++ % rule.window());
    wrongCount -= wrong[at];
    wrong[at] = lesson.finalMaximumError() < rule.wrongBound() ? 0 : 1;
    wrongCount += wrong[at];
    errors[at] = lesson.meanAbsoluteError();
  }

  /** Summed afresh, so that nothing accumulates over a long run. */
  private double averageError() {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    return sum / rule.window();
  }

  @Override
  public Tensors snapshot() {
    return new Tensors(
        List.of(
            new Tensor.Longs("criterion.sequences", List.of(), new long[] {seen}),
            new Tensor.Doubles("criterion.errors", List.of(rule.window()), errors.clone()),
            new Tensor.Longs("criterion.wrong", List.of(rule.window()), wrong.clone())));
  }

  @Override
  public void restore(Tensors snapshot) {
    List<Integer> shape = List.of(rule.window());
    seen = snapshot.longs("criterion.sequences", List.of())[0];
    System.arraycopy(snapshot.doubles("criterion.errors", shape), 0, errors, 0, rule.window());
    System.arraycopy(snapshot.longs("criterion.wrong", shape), 0, wrong, 0, rule.window());
    wrongCount = 0;
    for (long one : wrong) {
      wrongCount += one;
    }
  }
}
