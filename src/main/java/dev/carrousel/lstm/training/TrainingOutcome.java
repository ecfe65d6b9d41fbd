package dev.carrousel.lstm.training;

import dev.carrousel.lstm.task.Examination;
import org.jspecify.annotations.Nullable;

/** How a training ended. The learner holds the weights to keep. */
public sealed interface TrainingOutcome {

  /**
   * All epochs were run. With validation examples the learner holds the weights of the best epoch.
   *
   * @param epochs epochs run
   * @param bestEpoch epoch with the lowest validation loss, from 1; without validation the last
   */
  record Completed(int epochs, int bestEpoch) implements TrainingOutcome {}

  /**
   * The validation loss stopped falling; the learner holds the weights of the best epoch.
   *
   * @param epochs epochs run
   * @param bestEpoch epoch with the lowest validation loss, from 1
   */
  record StoppedEarly(int epochs, int bestEpoch) implements TrainingOutcome {}

  /**
   * The task's criterion said that the learner has succeeded.
   *
   * @param sequences sequences shown until then; those of tests do not count
   * @param examination the final examination
   */
  record Converged(long sequences, Examination examination) implements TrainingOutcome {}

  /**
   * All sequences of the plan were shown and the task's criterion was not reached.
   *
   * @param sequences sequences shown
   * @param examination the final examination
   */
  record Exhausted(long sequences, Examination examination) implements TrainingOutcome {}

  /**
   * The loss or a weight was no longer a finite number.
   *
   * @param step weight changes made before
   * @param epoch epoch at work, from 1; 0 if sequences come as an endless stream
   */
  record Diverged(long step, int epoch) implements TrainingOutcome {}

  /**
   * The stop signal was raised.
   *
   * @param checkpoint where the training stands, to be resumed from; null in the midst of a test,
   *     where it is resumed from the latest one that its listener was given, or from the beginning
   */
  record Stopped(@Nullable Checkpoint checkpoint) implements TrainingOutcome {}
}
