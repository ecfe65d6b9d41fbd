package dev.carrousel.lstm.training;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows examples to a learner epoch by epoch, watches the validation loss and keeps the best
 * weights. Serves one training.
 */
public final class EpochTrainer {

  private final EpochPlan plan;
  private final Learner learner;
  private final Examples training;
  private final Examples validation;
  private final TrainingListener listener;
  private final StopSignal stop;
  private final long stepsPerEpoch;
  private long step;
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
   * Trains to the end.
   *
   * @return how it ended
   */
  public TrainingOutcome train() {
    for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
      TrainingOutcome ending = runEpoch(epoch);
      if (ending == null) {
        ending = validate(epoch);
      }
      if (ending != null) {
        return ending;
      }
    }
    restoreBest();
    return new TrainingOutcome.Completed(plan.epochs());
  }

  private @Nullable TrainingOutcome runEpoch(int epoch) {
    int[] order = ExampleOrder.of(training.size(), plan.seed(), epoch);
    double lossSum = 0;
    for (int from = 0; from < order.length; from += plan.batchSize()) {
      List<Sequence> batch = batch(order, from, Math.min(from + plan.batchSize(), order.length));
      Lesson lesson = learner.learn(batch);
      if (!Double.isFinite(lesson.loss())) {
        return new TrainingOutcome.Diverged(step, epoch);
      }
      step++;
      lossSum += lesson.loss();
      report(epoch, from + batch.size(), lesson);
      if (stop.isRaised()) {
        return new TrainingOutcome.Stopped(step);
      }
    }
    listener.measured("trainingLoss", step, lossSum / stepsPerEpoch);
    return null;
  }

  private List<Sequence> batch(int[] order, int from, int to) {
    return IntStream.range(from, to).mapToObj(index -> training.get(order[index])).toList();
  }

  private void report(int epoch, int shown, Lesson lesson) {
    long samples = (epoch - 1L) * training.size() + shown;
    listener.progressed(
        new Progress(
            step, stepsPerEpoch * plan.epochs(), epoch, plan.epochs(), samples, lesson.loss()));
  }

  private @Nullable TrainingOutcome validate(int epoch) {
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
