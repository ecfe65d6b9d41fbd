package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Moments;
import dev.carrousel.lstm.sequence.Table;

/**
 * Forecasts of one column that need no training. A forecast that is worse than these is worth
 * nothing.
 */
final class NaiveForecasts {

  private static final int LONGEST_PERIOD = 400;
  private static final int SAMPLES = 500;

  private final Table filled;
  private final int column;
  private final int period;
  private final double mean;

  /**
   * The seasonal period is the one with which the seasonal naive forecast errs least on the
   * training part of the longest series, so that the baseline is as strong as it can be made
   * without looking at the test part.
   */
  NaiveForecasts(Table filled, RowSplit split, String target, int horizon) {
    this.filled = filled;
    this.column = filled.data().column(target);
    this.period = strongestPeriod(split, longest(), horizon);
    this.mean = trainingMean(split);
  }

  int period() {
    return period;
  }

  double mean() {
    return mean;
  }

  double lastValue(int lastRow) {
    return filled.data().at(lastRow, column);
  }

  /** The value of the same season in the last whole period known. */
  double seasonal(int lastRow, int ahead) {
    return seasonal(filled.from(filled.seriesOf(lastRow)), lastRow, ahead, period);
  }

  private double seasonal(int firstRow, int lastRow, int ahead, int period) {
    int periods = (ahead + period - 1) / period;
    return filled.data().at(Math.max(firstRow, lastRow + ahead - periods * period), column);
  }

  private int longest() {
    int longest = 0;
    for (int series = 1; series < filled.seriesCount(); series++) {
      longest = filled.length(series) > filled.length(longest) ? series : longest;
    }
    return longest;
  }

  private double trainingMean(RowSplit split) {
    Moments moments = new Moments();
    for (int series = 0; series < filled.seriesCount(); series++) {
      for (int row = filled.from(series); row < split.trainingEnd(series); row++) {
        moments.add(filled.data().at(row, column));
      }
    }
    return moments.mean();
  }

  private int strongestPeriod(RowSplit split, int series, int horizon) {
    int rows = split.trainingEnd(series) - filled.from(series);
    int best = 2;
    double bestError = Double.POSITIVE_INFINITY;
    for (int candidate = 2; candidate <= Math.min(LONGEST_PERIOD, rows / 3); candidate++) {
      double error = trainingError(filled.from(series), rows, horizon, candidate);
      if (error < bestError) {
        best = candidate;
        bestError = error;
      }
    }
    return best;
  }

  private double trainingError(int firstRow, int rows, int horizon, int candidate) {
    double sum = 0;
    long count = 0;
    int stride = Math.max(1, rows / SAMPLES);
    for (int last = Math.min(LONGEST_PERIOD, rows / 3); last + horizon < rows; last += stride) {
      for (int ahead = 1; ahead <= horizon; ahead++) {
        double truth = filled.data().at(firstRow + last + ahead, column);
        sum += Math.abs(truth - seasonal(firstRow, firstRow + last, ahead, candidate));
        count++;
      }
    }
    return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
  }
}
