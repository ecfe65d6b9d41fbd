package dev.carrousel.lstm.paper;

/**
 * When a result agrees with a published one. Waiting times until success scatter about as widely as
 * their mean, and their mean over 10 trials still by a third, so a factor of 2 is what can be
 * asked.
 *
 * @param lowestRate successful trials in percent, at least
 * @param lowestMean mean training sequences of the successful trials, at least
 * @param highestMean the same, at most
 */
public record Acceptance(double lowestRate, double lowestMean, double highestMean) {

  private static final double FACTOR = 2;
  private static final double POINTS = 10;

  /** A factor of 2 about the mean; success at most 10 points below, 100 percent if not printed. */
  static Acceptance of(Published published) {
    Double rate = published.successRate();
    Long mean = published.meanSequences();
    if (mean == null) {
      throw new IllegalArgumentException("published must have meanSequences, had none");
    }
    return new Acceptance((rate == null ? 100 : rate) - POINTS, mean / FACTOR, mean * FACTOR);
  }

  /**
   * Whether a result agrees.
   *
   * @param successRate successful trials in percent
   * @param meanSequences mean training sequences of the successful trials; not a number if there
   *     are none
   * @return whether both lie within the bounds
   */
  public boolean accepts(double successRate, double meanSequences) {
    return successRate >= lowestRate && meanSequences >= lowestMean && meanSequences <= highestMean;
  }
}
