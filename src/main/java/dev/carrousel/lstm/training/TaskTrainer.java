package dev.carrousel.lstm.training;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
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
 * <p>Such a training makes millions of weight changes, so it is reported whenever it has been shown
 * a quarter of a percent more: {@link Progress} then holds the mean loss since the report before,
 * and {@code trainingError} is the mean absolute error over the same sequences. {@code testWrong}
 * and {@code testError} follow every test that the criterion makes; a test that is lost early
 * counts only the sequences it asked.
 */
public final class TaskTrainer {

  /** Of so many sequences the next measurement waits for one more. */
  private static final int MEASURED_OF = 400;

  /** Products of a weight and a number in about a second. */
  private static final long SHORT_TEST = 1_000_000_000;

  private static final String LEARNER = "learner.";
  private static final String CRITERION = "criterion.";
  private static final String RANDOM = "training.random";
  private static final String POSITION = "training.position";
  private static final String SUMS = "training.sums";

  private final TaskPlan plan;
  private final Task task;
  private final Learner learner;
  private final TrainingListener listener;
  private final StopSignal stop;
  private final SeededRandom random;
  private final SuccessCriterion criterion;
  private long step;
  private long sequences;
  private long reported;
  private double lossSum;
  private double errorSum;
  private long testWork;

  /**
   * Prepares a training.
   *
   * @param plan what is learned and for how long
   * @param learner what learns, of the task's input and output size; its weights begin with numbers
   *     from {@link SeedStream#WEIGHTS} of the plan's seed, or the seed does not determine the
   *     result
   * @param listener told what happens
   * @param stop asked after every weight change, and before the answers of a test that takes long
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
   * Goes back to where another trainer of the same plan and learner settings stood. To be called
   * before {@link #train}.
   *
   * @param checkpoint what that trainer gave
   * @throws IllegalArgumentException if the checkpoint does not fit learner or task
   */
  public void resume(Checkpoint checkpoint) {
    Tensors state = checkpoint.state();
    learner.restore(state.under(LEARNER));
    criterion.restore(state.under(CRITERION));
    random.restore(state.longs(RANDOM, List.of(4)));
    long[] position = state.longs(POSITION, List.of(2));
    double[] sums = state.doubles(SUMS, List.of(2));
    step = checkpoint.step();
    sequences = position[0];
    reported = position[1];
    lossSum = sums[0];
    errorSum = sums[1];
  }

  /**
   * Trains to the end.
   *
   * @return how it ended: converged, exhausted, diverged or stopped
   */
  public TrainingOutcome train() {
    try {
      return learn();
    } catch (Interruption _) {
      return new TrainingOutcome.Stopped(null);
    }
  }

  private TrainingOutcome learn() {
    while (sequences < plan.maxSequences()) {
      List<Sequence> batch = draw();
      Lesson lesson = learner.learn(batch);
      if (!Double.isFinite(lesson.loss())) {
        report();
        return new TrainingOutcome.Diverged(step, 0);
      }
      count(lesson, batch.size());
      Verdict verdict = criterion.observe(lesson, batch.size(), this::answer);
      measure(verdict.test());
      if (verdict.reached()) {
        report();
        return examined(true);
      }
      if (sequences - reported > reported / MEASURED_OF) {
        report();
      }
      if (stop.isRaised()) {
        return new TrainingOutcome.Stopped(checkpoint());
      }
      if (listener.wantsCheckpoint()) {
        listener.reached(checkpoint());
      }
    }
    report();
    return examined(false);
  }

  private Checkpoint checkpoint() {
    List<Tensor> state = new ArrayList<>(learner.snapshot().prefixed(LEARNER));
    state.addAll(criterion.snapshot().prefixed(CRITERION));
    state.add(new Tensor.Longs(RANDOM, List.of(4), random.state()));
    state.add(new Tensor.Longs(POSITION, List.of(2), new long[] {sequences, reported}));
    state.add(new Tensor.Doubles(SUMS, List.of(2), new double[] {lossSum, errorSum}));
    return new Checkpoint(step, new Tensors(state));
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
    testWork = 0;
    step++;
    sequences += size;
    lossSum += size * lesson.loss();
    errorSum += size * lesson.meanAbsoluteError();
    listener.progressed(new Progress(step, plan.steps(), 0, 0, sequences, meanLoss()));
  }

  private double meanLoss() {
    return lossSum / (sequences - reported);
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
    listener.measured("loss", step, meanLoss());
    listener.measured("trainingError", step, errorSum / shown);
    reported = sequences;
    lossSum = 0;
    errorSum = 0;
  }

  private TrainingOutcome examined(boolean converged) {
    if (!learner.weights().isFinite()) {
      return new TrainingOutcome.Diverged(step, 0);
    }
    Examination examination = task.examine(this::answer, SeedStream.EXAMINATION.of(plan.seed()));
    return converged
        ? new TrainingOutcome.Converged(sequences, examination)
        : new TrainingOutcome.Exhausted(sequences, examination);
  }

  /** A long test is broken off, and begun anew when the training goes on. */
  private double[] answer(Inputs inputs) {
    testWork += (long) inputs.length() * learner.parameterCount();
    if (testWork > SHORT_TEST && stop.isRaised()) {
      throw new Interruption();
    }
    return learner.respond(inputs);
  }

  /** Ends a test from within. */
  private static final class Interruption extends RuntimeException {

    private static final long serialVersionUID = 1;

    Interruption() {
      super(null, null, false, false);
    }
  }
}
