package dev.carrousel.lstm.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * Named columns of numbers observed at equal steps, oldest row first. NaN is a missing value.
 *
 * @param columns names of the columns, all different
 * @param values shape [rows, columns], row-major; shared, never written
 */
public record Series(List<String> columns, double[] values) {

  /** Checks that the values fill whole rows. */
  public Series {
    if (columns.isEmpty() || values.length % columns.size() != 0) {
      throw new IllegalArgumentException(
          "values must fill rows of %d columns, were %d".formatted(columns.size(), values.length));
    }
    columns = List.copyOf(columns);
  }

  /**
   * Number of rows.
   *
   * @return rows
   */
  public int rows() {
    return values.length / columns.size();
  }

  /**
   * One value.
   *
   * @param row the row
   * @param column the column
   * @return the value, NaN where it is missing
   */
  public double at(int row, int column) {
    return values[row * columns.size() + column];
  }

  /**
   * The number of a column.
   *
   * @param name its name
   * @return its place, 0 for the first
   * @throws IllegalArgumentException if there is no such column
   */
  public int column(String name) {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new IllegalArgumentException(
          "column must be one of %s, was %s".formatted(columns, name));
    }
    return column;
  }

  /**
   * Some of the columns, in a given order.
   *
   * @param names their names
   * @return a new series
   */
  public Series select(List<String> names) {
    int[] from = names.stream().mapToInt(this::column).toArray();
    double[] selected = new double[rows() * from.length];
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < from.length; column++) {
        selected[row * from.length + column] = at(row, from[column]);
      }
    }
    return new Series(names, selected);
  }

  /**
   * How many values each column lacks.
   *
   * @return one count per column
   */
  public List<Integer> missing() {
    List<Integer> counts = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      int count = 0;
      for (int row = 0; row < rows(); row++) {
        count += Double.isNaN(at(row, column)) ? 1 : 0;
      }
      counts.add(count);
    }
    return List.copyOf(counts);
  }
}
