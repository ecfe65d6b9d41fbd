package dev.carrousel.lstm.training;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.task.Examination;
import dev.carrousel.lstm.task.SuccessCriterion;
import dev.carrousel.lstm.task.Task;
import dev.carrousel.lstm.task.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a learner the endless sequences of a task until the task's own criterion says that it has
 * succeeded or the plan ends, then examines it. Serves one training.
 *
 * <p>Such a training makes hundreds of thousands of weight changes, so it is reported at most 2000
 * times, after equal numbers of sequences: {@link Progress} then holds the mean loss since the
 * report before, and {@code trainingError} is the mean absolute error over the same sequences.
 * {@code testWrong} and {@code testError} follow every test that the criterion makes; a test that
 * is lost early counts only the sequences it asked.
 */
public final class TaskTrainer {

  private static final int REPORTS = 2000;

  private final TaskPlan plan;
  private final Task task;
  private final Learner learner;
  private final TrainingListener listener;
  private final StopSignal stop;
  private final SeededRandom random;
  private final SuccessCriterion criterion;
  private final long reportEvery;
  private long step;
  private long sequences;
  private long reported;
  private double lossSum;
  private double errorSum;

  /**
   * Prepares a training.
   *
   * @param plan what is learned and for how long
   * @param learner what learns, of the task's input and output size; its weights begin with numbers
   *     from {@link SeedStream#WEIGHTS} of the plan's seed, or the seed does not determine the
   *     result
   * @param listener told what happens
   * @param stop asked after every weight change
   * @throws IllegalArgumentException if task and learner differ in size
   */
  public TaskTrainer(TaskPlan plan, Learner learner, TrainingListener listener, StopSignal stop) {
    this.plan = plan;
    this.task = plan.createTask();
    this.learner = learner;
    this.listener = listener;
    this.stop = stop;
    random = SeedStream.TRAINING.of(plan.seed());
    criterion = task.criterion(SeedStream.TESTS.of(plan.seed()));
    reportEvery = (plan.maxSequences() - 1) / REPORTS + 1;
    if (learner.inputSize() != task.inputSize() || learner.outputSize() != task.outputSize()) {
      throw new IllegalArgumentException(
          "learner of task %s must have inputSize %d and outputSize %d, had %d and %d"
              .formatted(
                  plan.task(),
                  task.inputSize(),
                  task.outputSize(),
                  learner.inputSize(),
                  learner.outputSize()));
    }
  }

  /**
   * Trains to the end.
   *
   * @return how it ended: converged, exhausted, diverged or stopped
   */
  public TrainingOutcome train() {
    while (sequences < plan.maxSequences()) {
      List<Sequence> batch = draw();
      Lesson lesson = learner.learn(batch);
      if (!Double.isFinite(lesson.loss())) {
        report();
        return new TrainingOutcome.Diverged(step, 0);
      }
      count(lesson, batch.size());
      Verdict verdict = criterion.observe(lesson, batch.size(), learner);
      measure(verdict.test());
      if (verdict.reached()) {
        report();
        return new TrainingOutcome.Converged(sequences, examine());
      }
      if (sequences - reported >= reportEvery) {
        report();
      }
      if (stop.isRaised()) {
        return new TrainingOutcome.Stopped(step);
      }
    }
    report();
    return new TrainingOutcome.Exhausted(sequences, examine());
  }

  private List<Sequence> draw() {
    int size = (int) Math.min(plan.batchSize(), plan.maxSequences() - sequences);
    if (size == 1) {
      return List.of(task.next(random));
    }
    List<Sequence> batch = new ArrayList<>(size);
    for (int number = 0; number < size; number++) {
      batch.add(task.next(random));
    }
    return batch;
  }

  private void count(Lesson lesson, int size) {
    step++;
    sequences += size;
    lossSum += size * lesson.loss();
    errorSum += size * lesson.meanAbsoluteError();
  }

  private void measure(@Nullable Examination test) {
    if (test != null) {
      listener.measured("testWrong", step, test.wrong());
      listener.measured("testError", step, test.meanAbsoluteError());
    }
  }

  private void report() {
    long shown = sequences - reported;
    if (shown == 0) {
      return;
    }
    listener.measured("trainingError", step, errorSum / shown);
    listener.progressed(new Progress(step, plan.steps(), 0, 0, sequences, lossSum / shown));
    reported = sequences;
    lossSum = 0;
    errorSum = 0;
  }

  private Examination examine() {
    return task.examine(learner, SeedStream.EXAMINATION.of(plan.seed()));
  }
}
