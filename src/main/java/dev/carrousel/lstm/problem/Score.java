package dev.carrousel.lstm.problem;

/**
 * How far forecasts lay from the truth.
 *
 * @param forecaster who made them
 * @param meanAbsoluteError mean of |forecast - truth|, in the units of the target
 * @param rootMeanSquaredError root of the mean of (forecast - truth)^2, in the units of the target
 */
public record Score(String forecaster, double meanAbsoluteError, double rootMeanSquaredError) {

  /** Gathers errors. */
  static final class Tally {

    private double absolute;
    private double squared;
    private long count;

    void add(double forecast, double truth) {
      if (!Double.isNaN(truth)) {
        absolute += Math.abs(forecast - truth);
        squared += (forecast - truth) * (forecast - truth);
        count++;
      }
    }

    Score score(String forecaster) {
      return new Score(forecaster, absolute / count, Math.sqrt(squared / count));
    }

    boolean isEmpty() {
      return count == 0;
    }
  }
}
