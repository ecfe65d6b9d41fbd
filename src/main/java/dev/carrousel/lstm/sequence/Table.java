package dev.carrousel.lstm.sequence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of one or several series, each series in the order of time and its rows together. What the
 * cells of a category column hold is the number of a category.
 *
 * @param data the cells of all rows, NaN where one is missing
 * @param times moment of each row in seconds since 1970-01-01T00:00 of its own clock, which is what
 *     the calendar is read from; empty if the rows have none; shared, never written
 * @param instants the same moments in seconds since 1970-01-01T00:00Z, by which rows follow each
 *     other also where a clock is set back; as many; shared, never written
 * @param categories the categories of each category column, in the order of their numbers
 * @param names name of each series
 * @param starts shape [series + 1]; first row of each series, and the number of rows at the end;
 *     shared, never written
 */
public record Table(
    Series data,
    double[] times,
    double[] instants,
    Map<String, List<String>> categories,
    List<String> names,
    int[] starts) {

  /** Checks that the series cover the rows. */
  public Table {
    categories = Map.copyOf(categories);
    names = List.copyOf(names);
    if (starts.length != names.size() + 1
        || starts[0] != 0
        || starts[names.size()] != data.rows()) {
      throw new IllegalArgumentException(
          "starts must lead from 0 to %d rows over %d series, were %s"
              .formatted(data.rows(), names.size(), Arrays.toString(starts)));
    }
    if (times.length != 0 && times.length != data.rows()) {
      throw new IllegalArgumentException(
          "times must be none or %d, were %d".formatted(data.rows(), times.length));
    }
    if (instants.length != times.length) {
      throw new IllegalArgumentException(
          "instants must be %d like the times, were %d".formatted(times.length, instants.length));
    }
  }

  /**
   * Rows without moments.
   *
   * @param data the cells of all rows
   * @param categories the categories of each category column, in the order of their numbers
   * @param names name of each series
   * @param starts shape [series + 1]; first row of each series, and the number of rows at the end
   */
  public Table(
      Series data, Map<String, List<String>> categories, List<String> names, int[] starts) {
    this(data, new double[0], new double[0], categories, names, starts);
  }

  /**
   * One nameless series of numbers without moments.
   *
   * @param data its rows
   * @return the table
   */
  public static Table of(Series data) {
    return of(data, new double[0]);
  }

  /**
   * One nameless series of numbers whose clock shows UTC.
   *
   * @param data its rows
   * @param times moment of each row in seconds since 1970-01-01T00:00; empty if the rows have none
   * @return the table
   */
  public static Table of(Series data, double[] times) {
    return new Table(data, times, times, Map.of(), List.of(""), new int[] {0, data.rows()});
  }

  /**
   * Number of rows of all series.
   *
   * @return rows
   */
  public int rows() {
    return data.rows();
  }

  /**
   * Number of series.
   *
   * @return series, at least one
   */
  public int seriesCount() {
    return names.size();
  }

  /**
   * First row of a series.
   *
   * @param series its number
   * @return the row
   */
  public int from(int series) {
    return starts[series];
  }

  /**
   * The row after the last of a series.
   *
   * @param series its number
   * @return the row
   */
  public int to(int series) {
    return starts[series + 1];
  }

  /**
   * Number of rows of a series.
   *
   * @param series its number
   * @return rows
   */
  public int length(int series) {
    return to(series) - from(series);
  }

  /**
   * The series that a row belongs to.
   *
   * @param row the row
   * @return number of the series
   */
  public int seriesOf(int row) {
    int found = Arrays.binarySearch(starts, row);
    int series = found < 0 ? -found - 2 : found;
    while (length(series) == 0) {
      series++;
    }
    return series;
  }

  /**
   * Some of the columns, in a given order.
   *
   * @param columns their names
   * @return a table of the same rows
   */
  public Table select(List<String> columns) {
    return new Table(data.select(columns), times, instants, categories, names, starts);
  }

  /**
   * Numbers the categories of a column anew.
   *
   * @param column its name
   * @param known categories in the order of their new numbers
   * @return a table in which cells of other categories are missing
   */
  Table renumbered(String column, List<String> known) {
    int[] numbers =
        categories.getOrDefault(column, List.of()).stream().mapToInt(known::indexOf).toArray();
    double[] values = data.values().clone();
    int width = data.columns().size();
    for (int at = data.column(column); at < values.length; at += width) {
      int number = Double.isNaN(values[at]) ? -1 : numbers[(int) values[at]];
      values[at] = number < 0 ? Double.NaN : number;
    }
    Map<String, List<String>> after = new HashMap<>(categories);
    after.put(column, List.copyOf(known));
    return new Table(new Series(data.columns(), values), times, instants, after, names, starts);
  }

  /**
   * Fills each missing cell with the last one before it in its series, which looks into no future;
   * cells missing at the beginning of a series take the first one known in it.
   *
   * @return a table in which a cell is missing only where its whole series lacks the column
   */
  public Table carryForward() {
    double[] filled = data.values().clone();
    int width = data.columns().size();
    for (int series = 0; series < seriesCount(); series++) {
      for (int column = 0; column < width; column++) {
        double last = firstKnown(series, column);
        for (int row = from(series); row < to(series); row++) {
          int at = row * width + column;
          if (Double.isNaN(filled[at])) {
            filled[at] = last;
          }
          last = filled[at];
        }
      }
    }
    return new Table(
        new Series(data.columns(), filled), times, instants, categories, names, starts);
  }

  private double firstKnown(int series, int column) {
    for (int row = from(series); row < to(series); row++) {
      if (!Double.isNaN(data.at(row, column))) {
        return data.at(row, column);
      }
    }
    return Double.NaN;
  }
}
