package dev.carrousel.lstm.task;

import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Respondent;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/** Success is a test with frozen weights, made every so many sequences, that is passed. */
final class FreshTest implements SuccessCriterion {

  private final Task task;
  private final TestRule rule;
  private final TestSequences tests;
  private final SeededRandom random;
  private long seen;

  /** Tests with sequences that are drawn anew each time. */
  FreshTest(Task task, TestRule rule, SeededRandom random) {
    this(task, rule, (number, stream) -> task.test(stream), random);
  }

  FreshTest(Task task, TestRule rule, TestSequences tests, SeededRandom random) {
    this.task = task;
    this.rule = rule;
    this.tests = tests;
    this.random = random;
  }

  @Override
  public Verdict observe(Lesson lesson, int sequences, Respondent network) {
    long before = seen / rule.interval();
    seen += sequences;
    if (seen / rule.interval() == before) {
      return Verdict.NOT_YET;
    }
    return test(network);
  }

  @Override
  public long earliest() {
    return rule.interval();
  }

  /** Ends as soon as the test is lost, or it would take most of the time. */
  private Verdict test(Respondent network) {
    int wrong = 0;
    double error = 0;
    double errorBelow = rule.meanErrorBelow() * rule.sequences();
    int asked = 0;
    while (asked < rule.sequences() && wrong <= rule.wrongAllowed() && error < errorBelow) {
      Sequence sequence = tests.get(asked, random);
      Grade grade = task.grade(sequence, network.respond(sequence.inputs()));
      wrong += grade.correct() ? 0 : 1;
      error += grade.meanAbsoluteError();
      asked++;
    }
    boolean passed =
        asked == rule.sequences() && wrong <= rule.wrongAllowed() && error < errorBelow;
    return new Verdict(passed, new Examination(asked, wrong, error / asked));
  }

  @Override
  public Tensors snapshot() {
    return new Tensors(
        List.of(
            new Tensor.Longs("criterion.sequences", List.of(), new long[] {seen}),
            new Tensor.Longs("criterion.random", List.of(4), random.state())));
  }

  @Override
  public void restore(Tensors snapshot) {
    seen = snapshot.longs("criterion.sequences", List.of())[0];
    random.restore(snapshot.longs("criterion.random", List.of(4)));
  }

  /** Where the sequences of a test come from. */
  @FunctionalInterface
  interface TestSequences {
    Sequence get(int number, RandomGenerator random);
  }
}
