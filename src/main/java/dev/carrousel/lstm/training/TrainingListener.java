package dev.carrousel.lstm.training;

/**
 * Told what happens while a network learns, by the thread that trains. Must be quick: it may be
 * called after every weight change.
 */
public interface TrainingListener {

  /**
   * The learner was called once more.
   *
   * @param progress how far the training is
   */
  void progressed(Progress progress);

  /**
   * Something was measured.
   *
   * @param metric its name, for example {@code validationLoss}
   * @param step weight changes made before
   * @param value the value
   */
  void measured(String metric, long step, double value);

  /**
   * Asked between two weight changes whether a checkpoint is wanted.
   *
   * @return true to be given one at once
   */
  default boolean wantsCheckpoint() {
    return false;
  }

  /**
   * Given the checkpoint that was wanted, after everything before it was reported.
   *
   * @param checkpoint where the training stands
   */
  default void reached(Checkpoint checkpoint) {}
}
