package dev.carrousel.lstm.training;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows examples to a learner epoch by epoch, watches the validation loss and keeps the best
 * weights. Serves one training.
 */
public final class EpochTrainer {

  private static final String LEARNER = "learner.";
  private static final String BEST = "best.";
  private static final String POSITION = "training.position";
  private static final String LOSSES = "training.losses";

  private final EpochPlan plan;
  private final Learner learner;
  private final Examples training;
  private final Examples validation;
  private final TrainingListener listener;
  private final StopSignal stop;
  private final long stepsPerEpoch;
  private long step;
  private int epoch = 1;
  private int shown;
  private double lossSum;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;
  private @Nullable Tensors bestWeights;

  /**
   * Prepares a training.
   *
   * @param plan how to train
   * @param learner what learns
   * @param training examples to learn from, at least one
   * @param validation examples that choose the best weights; may be empty
   * @param listener told what happens
   * @param stop asked after every weight change
   */
  public EpochTrainer(
      EpochPlan plan,
      Learner learner,
      Examples training,
      Examples validation,
      TrainingListener listener,
      StopSignal stop) {
    this.plan = plan;
    this.learner = learner;
    this.training = training;
    this.validation = validation;
    this.listener = listener;
    this.stop = stop;
    this.stepsPerEpoch = ((long) training.size() + plan.batchSize() - 1) / plan.batchSize();
  }

  /**
   * Goes back to where another trainer of the same plan, learner settings and examples stood. To be
   * called before {@link #train}.
   *
   * @param checkpoint what that trainer gave
   * @throws IllegalArgumentException if the checkpoint does not fit the learner
   */
  public void resume(Checkpoint checkpoint) {
    Tensors state = checkpoint.state();
    learner.restore(state.under(LEARNER));
    long[] position = state.longs(POSITION, List.of(3));
    double[] losses = state.doubles(LOSSES, List.of(2));
    step = checkpoint.step();
    epoch = (int) position[0];
    shown = (int) position[1];
    bestEpoch = (int) position[2];
    lossSum = losses[0];
    bestLoss = losses[1];
    bestWeights = bestEpoch == 0 ? null : state.under(BEST);
  }

  /**
   * Trains to the end.
   *
   * @return how it ended
   */
  public TrainingOutcome train() {
    while (epoch <= plan.epochs()) {
      TrainingOutcome ending = runEpoch();
      if (ending == null) {
        ending = validate();
      }
      if (ending != null) {
        return ending;
      }
      epoch++;
      shown = 0;
      lossSum = 0;
    }
    restoreBest();
    if (!learner.weights().isFinite()) {
      return new TrainingOutcome.Diverged(step, plan.epochs());
    }
    return new TrainingOutcome.Completed(
        plan.epochs(), bestWeights == null ? plan.epochs() : bestEpoch);
  }

  private @Nullable TrainingOutcome runEpoch() {
    int[] order = ExampleOrder.of(training.size(), plan.seed(), epoch);
    while (shown < order.length) {
      List<Sequence> batch = batch(order, shown, Math.min(shown + plan.batchSize(), order.length));
      Lesson lesson = learner.learn(batch);
      if (!Double.isFinite(lesson.loss())) {
        return new TrainingOutcome.Diverged(step, epoch);
      }
      step++;
      shown += batch.size();
      lossSum += lesson.loss();
      report(lesson);
      if (stop.isRaised()) {
        return new TrainingOutcome.Stopped(checkpoint());
      }
      if (listener.wantsCheckpoint()) {
        listener.reached(checkpoint());
      }
    }
    listener.measured("trainingLoss", step, lossSum / stepsPerEpoch);
    return null;
  }

  private Checkpoint checkpoint() {
    List<Tensor> state = new ArrayList<>(learner.snapshot().prefixed(LEARNER));
    state.add(new Tensor.Longs(POSITION, List.of(3), new long[] {epoch, shown, bestEpoch}));
    state.add(new Tensor.Doubles(LOSSES, List.of(2), new double[] {lossSum, bestLoss}));
    if (bestWeights != null) {
      state.addAll(bestWeights.prefixed(BEST));
    }
    return new Checkpoint(step, new Tensors(state));
  }

  private List<Sequence> batch(int[] order, int from, int to) {
    return IntStream.range(from, to).mapToObj(index -> training.get(order[index])).toList();
  }

  private void report(Lesson lesson) {
    long samples = (epoch - 1L) * training.size() + shown;
    listener.progressed(
        new Progress(
            step, stepsPerEpoch * plan.epochs(), epoch, plan.epochs(), samples, lesson.loss()));
    listener.measured("loss", step, lesson.loss());
  }

  private @Nullable TrainingOutcome validate() {
    if (validation.size() == 0) {
      return null;
    }
    double loss = learner.loss(validation.asList());
    if (!Double.isFinite(loss)) {
      return new TrainingOutcome.Diverged(step, epoch);
    }
    listener.measured("validationLoss", step, loss);
    learner.validated(loss);
    if (loss < bestLoss) {
      bestLoss = loss;
      bestEpoch = epoch;
      bestWeights = learner.weights();
    } else if (plan.patience() > 0 && epoch - bestEpoch >= plan.patience()) {
      restoreBest();
      return new TrainingOutcome.StoppedEarly(epoch, bestEpoch);
    }
    return null;
  }

  private void restoreBest() {
    if (bestWeights != null) {
      learner.load(bestWeights);
    }
  }
}
