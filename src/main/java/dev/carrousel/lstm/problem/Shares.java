package dev.carrousel.lstm.problem;

/**
 * Shares of the data that are kept from learning.
 *
 * @param validation share that chooses the best weights and calibrates, 0 to below 1
 * @param test share that only judges, 0 to below 1; both together below 1
 */
public record Shares(double validation, double test) {

  /** Checks the ranges. */
  public Shares {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new IllegalArgumentException(
          "validation and test must not be negative and together below 1, were %s and %s"
              .formatted(validation, test));
    }
  }
}
