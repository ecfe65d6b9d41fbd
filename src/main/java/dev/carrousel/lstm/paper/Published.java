package dev.carrousel.lstm.paper;

import org.jspecify.annotations.Nullable;

/**
 * What a paper prints in one row; null where it prints nothing.
 *
 * @param successRate successful trials in percent
 * @param meanSequences training sequences until success, mean of the successful trials
 * @param range fewest and most training sequences of a successful trial
 * @param wrongFraction fraction of the final examination that was wrong, mean of the trials; tables
 *     7 to 9 of NC97 print it as a count of 2560
 * @param testError mean error of the final examination
 * @param weights number of weights of the trained network
 */
public record Published(
    @Nullable Double successRate,
    @Nullable Long meanSequences,
    @Nullable Range range,
    @Nullable Double wrongFraction,
    @Nullable Double testError,
    @Nullable Integer weights) {

  static final Published NOTHING = new Published(null, null, null, null, null, null);

  static Published mean(long sequences) {
    return new Published(null, sequences, null, null, null, null);
  }

  Published withSuccessRate(double percent) {
    return new Published(percent, meanSequences, range, wrongFraction, testError, weights);
  }

  Published withRange(long fewest, long most) {
    Range printed = new Range(fewest, most);
    return new Published(successRate, meanSequences, printed, wrongFraction, testError, weights);
  }

  Published withWrongOf2560(double count) {
    return withWrongFraction(count / 2560);
  }

  Published withWrongFraction(double fraction) {
    return new Published(successRate, meanSequences, range, fraction, testError, weights);
  }

  Published withTestError(double error) {
    return new Published(successRate, meanSequences, range, wrongFraction, error, weights);
  }

  Published withWeights(int count) {
    return new Published(successRate, meanSequences, range, wrongFraction, testError, count);
  }

  /**
   * Fewest and most.
   *
   * @param fewest training sequences of the fastest trial
   * @param most training sequences of the slowest successful trial
   */
  public record Range(long fewest, long most) {}
}
