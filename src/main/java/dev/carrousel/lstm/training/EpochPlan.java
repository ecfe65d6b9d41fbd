package dev.carrousel.lstm.training;

/**
 * How a finite set of examples is learned.
 *
 * @param epochs how often every example is shown at most, positive
 * @param batchSize examples per weight change B, positive
 * @param patience epochs without a better validation loss after which training ends early; 0 for
 *     never
 * @param seed determines the order of the examples in every epoch
 */
public record EpochPlan(int epochs, int batchSize, int patience, long seed) {

  /** Checks the ranges. */
  public EpochPlan {
    if (epochs < 1 || batchSize < 1 || patience < 0) {
      throw new IllegalArgumentException(
          "epochs and batchSize must be positive and patience not negative, were %d, %d and %d"
              .formatted(epochs, batchSize, patience));
    }
  }
}
