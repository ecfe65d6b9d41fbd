package dev.carrousel.lstm.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * Standard scaling of the columns of a series: {@code (value - mean) / deviation}.
 *
 * @param means mean of each column
 * @param deviations standard deviation of each column, 1 for a constant column; positive
 */
public record Scaling(List<Double> means, List<Double> deviations) {

  /** Copies the lists. */
  public Scaling {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  /**
   * Fits the scaling on some rows and on no others.
   *
   * @param series the series; missing values are passed over
   * @param from first row
   * @param to row after the last
   * @return mean and population standard deviation of each column
   */
  public static Scaling fit(Series series, int from, int to) {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int column = 0; column < series.columns().size(); column++) {
      Moments moments = new Moments();
      for (int row = from; row < to; row++) {
        moments.add(series.at(row, column));
      }
      means.add(moments.mean());
      deviations.add(moments.deviationOrOne());
    }
    return new Scaling(means, deviations);
  }

  /**
   * Into scaled units.
   *
   * @param column the column
   * @param value in the units of the series
   * @return the scaled value
   */
  public double scale(int column, double value) {
    return (value - means.get(column)) / deviations.get(column);
  }

  /**
   * Back into the units of the series.
   *
   * @param column the column
   * @param scaled a scaled value
   * @return the value
   */
  public double unscale(int column, double scaled) {
    return scaled * deviations.get(column) + means.get(column);
  }
}
