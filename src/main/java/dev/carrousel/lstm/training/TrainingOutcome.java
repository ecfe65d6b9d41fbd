package dev.carrousel.lstm.training;

/** How a training ended. The learner holds the weights to keep. */
public sealed interface TrainingOutcome {

  /**
   * All epochs were run. With validation examples the learner holds the weights of the best epoch.
   *
   * @param epochs epochs run
   */
  record Completed(int epochs) implements TrainingOutcome {}

  /**
   * The validation loss stopped falling; the learner holds the weights of the best epoch.
   *
   * @param epochs epochs run
   * @param bestEpoch epoch with the lowest validation loss, from 1
   */
  record StoppedEarly(int epochs, int bestEpoch) implements TrainingOutcome {}

  /**
   * The loss was no longer a finite number.
   *
   * @param step weight changes made before
   * @param epoch epoch at work, from 1
   */
  record Diverged(long step, int epoch) implements TrainingOutcome {}

  /**
   * The stop signal was raised.
   *
   * @param step weight changes made before
   */
  record Stopped(long step) implements TrainingOutcome {}
}
