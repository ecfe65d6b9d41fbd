package dev.carrousel.service.prediction;

import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.Moment;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a client writes them, in its own units and names, turned into what a network was trained
 * on.
 *
 * @param encoding the columns that the network reads
 * @param time column with the moments, null if there is none
 * @param spacing step from row to row, null if unknown
 */
record Rows(Encoding encoding, @Nullable String time, @Nullable String spacing) {

  private static final int MOST_NAMED = 20;

  Rows(Encoding encoding, @Nullable String time) {
    this(encoding, time, null);
  }

  static Rows of(Predictor.Forecaster forecaster) {
    return new Rows(forecaster.frame().encoding(), forecaster.time(), forecaster.spacing());
  }

  /**
   * The rows as a table, with moments if they have any, or a problem with everything that is wrong
   * with the first wrong row.
   *
   * @param rows the rows, oldest first, null for a missing value
   * @param pointer where they stand in the request
   */
  Table table(List<Map<String, @Nullable Object>> rows, String pointer) {
    return table(rows, pointer, null);
  }

  /**
   * The same of rows that follow a moment.
   *
   * @param end the moment, null if it is not known
   */
  Table table(List<Map<String, @Nullable Object>> rows, String pointer, @Nullable String end) {
    int width = encoding.columns().size();
    double[] cells = new double[rows.size() * width];
    boolean timed = time != null && rows.stream().allMatch(this::hasTime);
    double[] times = new double[timed ? rows.size() : 0];
    String before = end;
    Set<String> known = new TreeSet<>(encoding.names());
    FieldProblems problems = new FieldProblems();
    for (int row = 0; row < rows.size() && problems.isEmpty(); row++) {
      Map<String, @Nullable Object> given = rows.get(row);
      String place = pointer + "/" + row;
      if (given == null) {
        problems.add(place, "missing", "The row must be an object, was null.");
        continue;
      }
      requireColumns(known, given, place, problems);
      for (int column = 0; column < width; column++) {
        cells[row * width + column] = cell(encoding.columns().get(column), given, place, problems);
      }
      String moment = moment(given, before, place, problems);
      before = moment == null ? before : moment;
      if (timed && moment != null) {
        times[row] = TimeSteps.epochSecond(moment);
      }
    }
    problems.throwIfAny();
    Series data = new Series(encoding.names(), cells);
    boolean counted = Arrays.stream(times).anyMatch(Double::isNaN);
    return Table.of(data, counted ? new double[0] : times);
  }

  /** Encodes rows for the network, missing values filled as they were in training. */
  double[] encode(Table table, String pointer) {
    requireMoments(table, pointer);
    return encoding.encode(masked() ? table : table.carryForward());
  }

  /**
   * Rows whose missing values are filled from the row before. A value that was never known stays
   * missing: unlike a whole sequence, rows that come one by one cannot take it from later ones.
   *
   * @param before the row before the first, NaN where nothing is known
   * @param observed the rows
   */
  static Table filled(double[] before, Table observed) {
    double[] cells = observed.data().values().clone();
    for (int at = 0; at < cells.length; at++) {
      if (Double.isNaN(cells[at])) {
        cells[at] = at < before.length ? before[at] : cells[at - before.length];
      }
    }
    return new Table(
        new Series(observed.data().columns(), cells),
        observed.times(),
        observed.instants(),
        observed.categories(),
        observed.names(),
        observed.starts());
  }

  /** The rows of a request, which must have some. */
  List<Map<String, @Nullable Object>> given(Observations observations) {
    List<Map<String, @Nullable Object>> given = observations.rows();
    if (given == null) {
      throw ProblemException.invalid("#/rows", "missing", "The model reads rows.");
    }
    return given;
  }

  /**
   * Refuses cells that no row could have filled.
   *
   * @param cells row-major, as a state holds them
   * @param tensor what they are called there
   */
  void requireCells(double[] cells, String tensor) {
    FieldProblems problems = new FieldProblems();
    for (int at = 0; at < cells.length && problems.isEmpty(); at++) {
      Encoding.Column column = encoding.columns().get(at % columns());
      double cell = cells[at];
      problems.require(
          Double.isNaN(cell)
              || !column.holdsCategories()
              || (cell >= 0 && cell < column.categories().size() && cell == Math.rint(cell)),
          "#/state/" + tensor,
          "unknown_category",
          () ->
              "Categories of column %s are numbered 0 to %d, found %s."
                  .formatted(column.name(), column.categories().size() - 1, cell));
    }
    problems.throwIfAny();
  }

  /**
   * Refuses a moment that no row could have told.
   *
   * @param moment the moment, as a state holds it
   * @param tensor what it is called there
   */
  void requireMoment(Moment moment, String tensor) {
    StateChecks.requireMoment(moment, tensor);
    String text = moment.text();
    FieldProblems problems = new FieldProblems();
    problems.require(
        text == null || isReadable(text),
        "#/state/" + tensor,
        "invalid_time",
        () -> "The time must be %s, was %s.".formatted(expectedTime(), text));
    problems.throwIfAny();
  }

  int columns() {
    return encoding.columns().size();
  }

  /** Whether the network is told which values are missing; then nothing stands in for them. */
  boolean masked() {
    return encoding.columns().stream().anyMatch(Encoding.Column::masked);
  }

  void requireMoments(Table table, String pointer) {
    FieldProblems problems = new FieldProblems();
    problems.require(
        encoding.calendar().isEmpty() || table.times().length > 0,
        pointer,
        "missing_time",
        () -> "The model reads the calendar: each row must tell its time in column " + time + ".");
    problems.throwIfAny();
  }

  private boolean hasTime(@Nullable Map<String, @Nullable Object> row) {
    return row != null && time != null && row.get(time) != null;
  }

  private void requireColumns(
      Set<String> known,
      Map<String, @Nullable Object> given,
      String place,
      FieldProblems problems) {
    for (String column : known) {
      problems.require(
          given.containsKey(column),
          place + "/" + column,
          "missing",
          () -> "The model reads the column %s.".formatted(column));
    }
    for (String column : given.keySet()) {
      problems.require(
          known.contains(column) || column.equals(time),
          place + "/" + column,
          "unknown_column",
          () -> "The model reads only %s.".formatted(known));
    }
  }

  private static double cell(
      Encoding.Column column,
      Map<String, @Nullable Object> given,
      String place,
      FieldProblems problems) {
    Object value = given.get(column.name());
    if (value == null) {
      return Double.NaN;
    }
    String pointer = place + "/" + column.name();
    return column.holdsCategories()
        ? category(column, value, pointer, problems)
        : number(value, pointer, problems);
  }

  private static double category(
      Encoding.Column column, Object value, String pointer, FieldProblems problems) {
    int category = column.categories().indexOf(String.valueOf(value));
    problems.require(
        category >= 0,
        pointer,
        "unknown_category",
        () -> {
          List<String> known = column.categories();
          return "The model knows %s%s in column %s, found %s."
              .formatted(
                  known.subList(0, Math.min(MOST_NAMED, known.size())),
                  known.size() > MOST_NAMED ? " and more" : "",
                  column.name(),
                  value);
        });
    return category;
  }

  private static double number(Object value, String pointer, FieldProblems problems) {
    boolean finite = value instanceof Number number && Double.isFinite(number.doubleValue());
    problems.require(
        finite,
        pointer,
        "not_a_number",
        () -> "The value must be a finite number, was " + value + ".");
    return finite ? ((Number) value).doubleValue() : Double.NaN;
  }

  /** The moment that a row tells, null if it tells none. */
  @Nullable String moment(@Nullable Map<String, @Nullable Object> row) {
    Object told = row == null || time == null ? null : row.get(time);
    return told == null ? null : String.valueOf(told).strip();
  }

  /** The moment of the last row that told one. */
  Moment last(Map<String, @Nullable Object> row, Moment before) {
    String told = moment(row);
    return told == null ? before : Moment.of(told);
  }

  private @Nullable String moment(
      Map<String, @Nullable Object> given,
      @Nullable String before,
      String place,
      FieldProblems problems) {
    String moment = moment(given);
    if (moment == null) {
      return null;
    }
    boolean readable = isReadable(moment);
    problems.require(
        readable,
        place,
        "invalid_time",
        () -> "The time must be %s, was %s.".formatted(expectedTime(), moment));
    problems.require(
        !readable || before == null || tellsClockAlone(given) || TimeSteps.isAfter(moment, before),
        place,
        "out_of_order",
        () ->
            "The rows must be in the order of time, oldest first and each moment once: expected a time after %s, found %s."
                .formatted(before, moment));
    return moment;
  }

  /** A clock alone, of which JSON knows nothing, shows an hour twice where it is set back. */
  private boolean tellsClockAlone(Map<String, @Nullable Object> given) {
    return given.get(time) instanceof LocalDateTime;
  }

  private boolean isReadable(String moment) {
    return TimeSteps.isCount(moment)
        ? mayCount()
        : !mustCount() && !Double.isNaN(TimeSteps.epochSecond(moment));
  }

  private String expectedTime() {
    return mustCount()
        ? "a number, as in the data that the model learned from"
        : "a date, or a date and a time, in ISO 8601";
  }

  private boolean mustCount() {
    return spacing != null && TimeSteps.isCount(spacing);
  }

  /** Where nothing of the times is read, nothing tells whether those learned from were numbers. */
  private boolean mayCount() {
    return spacing == null ? encoding.calendar().isEmpty() : mustCount();
  }
}
