package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Series;

/** Forecasts that need no training. A forecast that is worse than these is worth nothing. */
final class Baselines {

  private static final int LONGEST_PERIOD = 400;

  private Baselines() {}

  /** The last value known, for every row ahead. */
  static double lastValue(Series series, int lastRow, int column) {
    return series.at(lastRow, column);
  }

  /** The value of the same season in the last whole period known. */
  static double seasonalNaive(Series series, int lastRow, int column, int ahead, int period) {
    int periods = (ahead + period - 1) / period;
    return series.at(Math.max(0, lastRow + ahead - periods * period), column);
  }

  /**
   * The period with which the seasonal naive forecast errs least on the training part, so that the
   * baseline is as strong as it can be made without looking at the test part.
   *
   * @param rows number of training rows
   */
  static int strongestPeriod(Series series, int rows, int column, int horizon) {
    int best = 2;
    double bestError = Double.POSITIVE_INFINITY;
    for (int period = 2; period <= Math.min(LONGEST_PERIOD, rows / 3); period++) {
      double error = trainingError(series, rows, column, horizon, period);
      if (error < bestError) {
        best = period;
        bestError = error;
      }
    }
    return best;
  }

  private static double trainingError(
      Series series, int rows, int column, int horizon, int period) {
    double sum = 0;
    long count = 0;
    int stride = Math.max(1, rows / 500);
    for (int last = Math.min(LONGEST_PERIOD, rows / 3); last + horizon < rows; last += stride) {
      for (int ahead = 1; ahead <= horizon; ahead++) {
        sum +=
            Math.abs(
                series.at(last + ahead, column)
                    - seasonalNaive(series, last, column, ahead, period));
        count++;
      }
    }
    return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
  }
}
