package dev.carrousel.service.prediction;

import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a forecaster is asked: a window of past rows and what is known of those to come.
 *
 * @param forecaster who is asked
 * @param rows how its rows are written
 * @param past the window
 * @param future the rows to come, missing where nothing is known
 * @param moments the moments of the rows to come, null where they are unknown
 */
record ForecastQuestion(
    Predictor.Forecaster forecaster,
    Rows rows,
    Table past,
    Table future,
    List<@Nullable String> moments) {

  private static final String HISTORY = "#/history";
  private static final String FUTURE = "#/future";
  private static final int MOST_NAMED = 20;

  static ForecastQuestion of(Predictor.Forecaster forecaster, ForecastRequest request) {
    requireHorizon(request, forecaster.frame());
    Rows rows = Rows.of(forecaster);
    List<Map<String, @Nullable Object>> history = request.history();
    if (history == null) {
      Predictor.History stored = stored(forecaster, request.series());
      return of(forecaster, past(forecaster, stored), stored.end(), request.future());
    }
    Table past = given(history, rows, forecaster.frame());
    String last = rows.moment(history.getLast());
    String end = last == null ? null : TimeSteps.canonical(last);
    return of(forecaster, past, end, request.future());
  }

  /**
   * A question from a window of past rows.
   *
   * @param forecaster who is asked
   * @param past the window
   * @param end moment of its last row, null if unknown
   * @param future the rows to come as far as they are known
   */
  static ForecastQuestion of(
      Predictor.Forecaster forecaster,
      Table past,
      @Nullable String end,
      @Nullable List<Map<String, @Nullable Object>> future) {
    Rows rows = Rows.of(forecaster);
    return new ForecastQuestion(
        forecaster,
        rows,
        past,
        future(forecaster, future, rows, end),
        moments(forecaster, future, rows, end));
  }

  private static void requireHorizon(ForecastRequest request, ForecastFrame frame) {
    FieldProblems problems = new FieldProblems();
    Integer horizon = request.horizon();
    problems.require(
        horizon == null || horizon <= frame.horizon(),
        "#/horizon",
        "too_far",
        () ->
            "The model forecasts at most %d rows ahead, asked for %d."
                .formatted(frame.horizon(), horizon));
    List<Map<String, @Nullable Object>> history = request.history();
    problems.require(
        history == null || history.size() >= frame.window(),
        HISTORY,
        "too_short",
        () ->
            "The history must have at least %d rows, has %d."
                .formatted(frame.window(), history == null ? 0 : history.size()));
    problems.throwIfAny();
  }

  /** The end of a series that the model was trained on; it need not be named if there is one. */
  static Predictor.History stored(Predictor.Forecaster forecaster, @Nullable String series) {
    List<Predictor.History> known = forecaster.histories();
    if (series == null && known.size() == 1) {
      return known.getFirst();
    }
    return known.stream()
        .filter(history -> history.series().equals(series))
        .findFirst()
        .orElseThrow(
            () -> ProblemException.invalid("#/series", "unknown_series", unknown(known, series)));
  }

  private static String unknown(List<Predictor.History> known, @Nullable String series) {
    List<String> names = known.stream().map(Predictor.History::series).toList();
    String choice =
        names.size() > MOST_NAMED
            ? "%s and %d more".formatted(names.subList(0, MOST_NAMED), names.size() - MOST_NAMED)
            : names.toString();
    return series == null
        ? "Name one of the series %s, or give a history.".formatted(choice)
        : "The model keeps no history of the series %s. Give its history, or name one of the series %s."
            .formatted(series, choice);
  }

  static Table past(Predictor.Forecaster forecaster, Predictor.History stored) {
    double[] cells =
        stored.cells().stream().mapToDouble(cell -> cell == null ? Double.NaN : cell).toArray();
    Series data = new Series(forecaster.frame().encoding().names(), cells);
    List<Double> known = stored.times();
    double[] times =
        known == null
            ? times(stored.end(), forecaster.spacing(), 1 - data.rows(), data.rows())
            : known.stream().mapToDouble(Double::doubleValue).toArray();
    return Table.of(data, times);
  }

  /**
   * Moments of rows at equal steps from the last known one; none if steps or moment are unknown.
   */
  private static double[] times(
      @Nullable String end, @Nullable String spacing, int firstStep, int rows) {
    double[] times = new double[rows];
    for (int row = 0; row < rows; row++) {
      times[row] =
          end == null || spacing == null
              ? Double.NaN
              : TimeSteps.epochSecond(TimeSteps.after(end, spacing, firstStep + row));
    }
    return Arrays.stream(times).anyMatch(Double::isNaN) ? new double[0] : times;
  }

  private static Table given(
      List<Map<String, @Nullable Object>> history, Rows rows, ForecastFrame frame) {
    Table told = rows.table(history, HISTORY);
    Table window = youngest(rows.masked() ? told : told.carryForward(), frame.window());
    Table filled = window.carryForward();
    FieldProblems problems = new FieldProblems();
    for (int column = 0; column < frame.encoding().columns().size(); column++) {
      String name = frame.encoding().names().get(column);
      problems.require(
          (frame.encoding().columns().get(column).masked() && !frame.targets().contains(name))
              || !Double.isNaN(filled.data().at(0, column)),
          HISTORY,
          "missing",
          () -> "The column %s must have at least one value.".formatted(name));
    }
    problems.throwIfAny();
    return window;
  }

  private static Table youngest(Table table, int count) {
    int from = table.rows() - count;
    double[] cells = table.data().values();
    int width = table.data().columns().size();
    double[] times = table.times();
    return Table.of(
        new Series(table.data().columns(), Arrays.copyOfRange(cells, from * width, cells.length)),
        times.length == 0 ? times : Arrays.copyOfRange(times, from, times.length));
  }

  private static Table future(
      Predictor.Forecaster forecaster,
      @Nullable List<Map<String, @Nullable Object>> given,
      Rows rows,
      @Nullable String end) {
    ForecastFrame frame = forecaster.frame();
    int horizon = frame.horizon();
    if (given == null || given.size() < horizon) {
      requireNothingKnown(frame, given);
      int width = frame.encoding().columns().size();
      double[] cells = new double[horizon * width];
      Arrays.fill(cells, Double.NaN);
      return Table.of(
          new Series(frame.encoding().names(), cells),
          times(end, forecaster.spacing(), 1, horizon));
    }
    Table told = rows.table(completed(given, horizon, frame), FUTURE, end);
    return told.times().length > 0
        ? told
        : Table.of(told.data(), times(end, forecaster.spacing(), 1, horizon));
  }

  /** The moments that were told of the rows to come, or else those at equal steps. */
  private static List<@Nullable String> moments(
      Predictor.Forecaster forecaster,
      @Nullable List<Map<String, @Nullable Object>> given,
      Rows rows,
      @Nullable String end) {
    String spacing = forecaster.spacing();
    List<@Nullable String> moments = new ArrayList<>();
    for (int step = 1; step <= forecaster.frame().horizon(); step++) {
      String told = given == null ? null : rows.moment(given.get(step - 1));
      if (told != null) {
        moments.add(TimeSteps.canonical(told));
      } else {
        moments.add(end == null || spacing == null ? null : TimeSteps.after(end, spacing, step));
      }
    }
    return moments;
  }

  private static void requireNothingKnown(
      ForecastFrame frame, @Nullable List<Map<String, @Nullable Object>> given) {
    if (given != null || !frame.known().isEmpty()) {
      throw ProblemException.invalid(
          FUTURE,
          "too_short",
          "The model reads %s of all %d future rows, was told %d."
              .formatted(frame.known(), frame.horizon(), given == null ? 0 : given.size()));
    }
  }

  /** Future rows tell the known columns; the others are missing. */
  private static List<Map<String, @Nullable Object>> completed(
      List<Map<String, @Nullable Object>> given, int horizon, ForecastFrame frame) {
    return given.subList(0, horizon).stream()
        .map(row -> {
          Map<String, @Nullable Object> complete = new HashMap<>(row == null ? Map.of() : row);
          frame.encoding().names().stream()
              .filter(name -> !frame.known().contains(name))
              .forEach(name -> complete.putIfAbsent(name, null));
          return complete;
        })
        .toList();
  }

  /** Past and future rows, encoded. */
  double[] encoded() {
    ForecastFrame frame = forecaster.frame();
    rows.requireMoments(past, HISTORY);
    if (!frame.runsOn()) {
      return frame.encode(past);
    }
    rows.requireMoments(future, FUTURE);
    return frame.encode(pastAndFuture());
  }

  /** One table, so that the last known value also stands in for what is missing of the future. */
  private Table pastAndFuture() {
    boolean timed = past.times().length > 0 && future.times().length > 0;
    return Table.of(
        new Series(past.data().columns(), joined(past.data().values(), future.data().values())),
        timed ? joined(past.times(), future.times()) : new double[0]);
  }

  private static double[] joined(double[] before, double[] after) {
    double[] joined = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, joined, before.length, after.length);
    return joined;
  }

  @Nullable String time(int step) {
    return moments.get(step - 1);
  }
}
