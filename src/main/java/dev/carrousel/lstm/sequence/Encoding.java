package dev.carrousel.lstm.sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the cells of a row become the numbers that a network reads: numbers are scaled by mean and
 * deviation, categories are one-hot, and the moment of the row adds cycles of the calendar. Fitted
 * on training rows alone and kept with the weights.
 *
 * @param columns the columns that are read, in order
 * @param calendar the cycles, after the columns
 */
public record Encoding(List<Column> columns, List<CalendarCycle> calendar) {

  /** Copies the lists. */
  public Encoding {
    columns = List.copyOf(columns);
    calendar = List.copyOf(calendar);
  }

  /**
   * One column.
   *
   * @param name its name
   * @param categories its categories; empty for a column of numbers
   * @param mean what a number is compared with
   * @param deviation what the difference is divided by, positive
   * @param masked whether a second number tells that the cell is missing
   */
  public record Column(
      String name, List<String> categories, double mean, double deviation, boolean masked) {

    /** Copies the list. */
    public Column {
      categories = List.copyOf(categories);
    }

    /**
     * Whether the column holds categories.
     *
     * @return false for numbers
     */
    public boolean holdsCategories() {
      return !categories.isEmpty();
    }

    int width() {
      return (holdsCategories() ? categories.size() : 1) + (masked ? 1 : 0);
    }

    private void encode(double cell, double[] out, int at) {
      if (Double.isNaN(cell)) {
        out[at + width() - 1] = masked ? 1 : 0;
      } else if (holdsCategories()) {
        out[at + (int) cell] = 1;
      } else {
        out[at] = (cell - mean) / deviation;
      }
    }

    Column withDeviation(double other) {
      return new Column(name, categories, mean, other, masked);
    }
  }

  /**
   * Fits an encoding. Categories that no training row holds are not known to it.
   *
   * @param observed the rows, with the columns that are to be read and any others
   * @param inputs names of the columns to read
   * @param calendar cycles to add; none for rows without moments
   * @param masked whether missing cells are told as such, in columns that have any
   * @param trainingRows the rows to fit on
   * @return the encoding
   * @throws IllegalArgumentException if the training rows of a category column are all missing
   */
  public static Encoding fit(
      Table observed,
      List<String> inputs,
      List<CalendarCycle> calendar,
      boolean masked,
      BitSet trainingRows) {
    return fit(observed, inputs, calendar, masked, trainingRows, trainingRows);
  }

  /**
   * Fits an encoding whose scale is that of some training rows only.
   *
   * @param observed the rows, with the columns that are to be read and any others
   * @param inputs names of the columns to read
   * @param calendar cycles to add; none for rows without moments
   * @param masked whether missing cells are told as such, in columns that have any
   * @param trainingRows the rows to know categories of
   * @param ordinaryRows those of them to fit means and deviations on
   * @return the encoding
   * @throws IllegalArgumentException if the training rows of a category column are all missing
   */
  public static Encoding fit(
      Table observed,
      List<String> inputs,
      List<CalendarCycle> calendar,
      boolean masked,
      BitSet trainingRows,
      BitSet ordinaryRows) {
    List<Column> columns = new ArrayList<>();
    for (String name : inputs) {
      boolean isCategory = !observed.categories().getOrDefault(name, List.of()).isEmpty();
      columns.add(column(observed, name, masked, isCategory ? trainingRows : ordinaryRows));
    }
    return new Encoding(columns, calendar);
  }

  private static Column column(Table observed, String name, boolean masked, BitSet trainingRows) {
    int column = observed.data().column(name);
    List<String> told = observed.categories().getOrDefault(name, List.of());
    if (!told.isEmpty()) {
      List<String> categories = categories(observed, name, trainingRows);
      boolean unseen = categories.size() < told.size();
      return new Column(name, categories, 0, 1, masked && (unseen || lacks(observed, column)));
    }
    Moments moments = new Moments();
    for (int row = trainingRows.nextSetBit(0); row >= 0; row = trainingRows.nextSetBit(row + 1)) {
      moments.add(observed.data().at(row, column));
    }
    return new Column(
        name,
        List.of(),
        moments.mean(),
        moments.deviationOrOne(),
        masked && lacks(observed, column));
  }

  private static boolean lacks(Table observed, int column) {
    return IntStream.range(0, observed.rows())
        .anyMatch(row -> Double.isNaN(observed.data().at(row, column)));
  }

  /** The categories that occur in some rows, in the order of their numbers. */
  private static List<String> categories(Table observed, String name, BitSet rows) {
    int column = observed.data().column(name);
    BitSet seen = new BitSet();
    rows.stream()
        .mapToDouble(row -> observed.data().at(row, column))
        .filter(cell -> !Double.isNaN(cell))
        .forEach(cell -> seen.set((int) cell));
    if (seen.isEmpty()) {
      throw new IllegalArgumentException(
          "column %s must have a value in the training part, has none".formatted(name));
    }
    return seen.stream()
        .mapToObj(observed.categories().getOrDefault(name, List.of())::get)
        .toList();
  }

  /**
   * Rows with their categories numbered as here.
   *
   * @param observed the rows, with the names of their categories
   * @return the same rows; a category that is not known here is missing
   */
  public Table numbered(Table observed) {
    Table numbered = observed;
    for (Column column : columns) {
      List<String> told = observed.categories().getOrDefault(column.name(), List.of());
      if (!told.equals(column.categories())) {
        numbered = numbered.renumbered(column.name(), column.categories());
      }
    }
    return numbered;
  }

  /**
   * The same with another deviation of one column.
   *
   * @param name the column
   * @param deviation positive
   * @return a new encoding
   */
  public Encoding withDeviation(String name, double deviation) {
    return new Encoding(
        columns.stream()
            .map(column -> column.name().equals(name) ? column.withDeviation(deviation) : column)
            .toList(),
        calendar);
  }

  /**
   * Names of the columns.
   *
   * @return the names, in order
   */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * One column.
   *
   * @param name its name
   * @return the column
   * @throws IllegalArgumentException if it is not read
   */
  public Column column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "column must be one of %s, was %s".formatted(names(), name)));
  }

  /**
   * Numbers per row.
   *
   * @return the width
   */
  public int width() {
    int width = calendarWidth();
    for (Column column : columns) {
      width += column.width();
    }
    return width;
  }

  /**
   * Where the numbers of a column begin in those of a row.
   *
   * @param name the column
   * @return the place
   */
  public int offset(String name) {
    int offset = 0;
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return offset;
      }
      offset += column.width();
    }
    throw new IllegalArgumentException("column must be one of %s, was %s".formatted(names(), name));
  }

  /**
   * How many numbers a column takes in those of a row.
   *
   * @param name the column
   * @return the count
   */
  public int width(String name) {
    return column(name).width();
  }

  /**
   * How many numbers the calendar takes, at the end of those of a row.
   *
   * @return the count
   */
  public int calendarWidth() {
    int width = 0;
    for (CalendarCycle cycle : calendar) {
      width += cycle.width();
    }
    return width;
  }

  /**
   * Encodes rows. A missing cell becomes 0, the mean of its column.
   *
   * @param table has the columns that are read, categories numbered as here, and moments if the
   *     calendar is read
   * @return shape [rows, {@link #width}], row-major; a new array
   */
  public double[] encode(Table table) {
    int width = width();
    double[] out = new double[Math.multiplyExact(table.rows(), width)];
    int[] from = columns.stream().mapToInt(column -> table.data().column(column.name())).toArray();
    for (int row = 0; row < table.rows(); row++) {
      int at = row * width;
      for (int index = 0; index < from.length; index++) {
        columns.get(index).encode(table.data().at(row, from[index]), out, at);
        at += columns.get(index).width();
      }
      for (CalendarCycle cycle : calendar) {
        cycle.encode(table.times()[row], out, at);
        at += cycle.width();
      }
    }
    return out;
  }
}
