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
    Past past,
    Table future,
    List<@Nullable String> moments) {

  private static final String HISTORY = "#/history";
  private static final String FUTURE = "#/future";

  static ForecastQuestion of(Predictor.Forecaster forecaster, ForecastRequest request) {
    requireHorizon(request, forecaster.frame());
    return of(forecaster, Past.of(forecaster, request), request.future());
  }

  /**
   * A question from a window of past rows.
   *
   * @param forecaster who is asked
   * @param past the window
   * @param future the rows to come as far as they are known
   */
  static ForecastQuestion of(
      Predictor.Forecaster forecaster,
      Past past,
      @Nullable List<Map<String, @Nullable Object>> future) {
    Rows rows = Rows.of(forecaster);
    return new ForecastQuestion(
        forecaster,
        rows,
        past,
        future(forecaster, future, rows, past.end()),
        moments(forecaster, future, rows, past.end()));
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
          TimeSteps.epochSeconds(end, forecaster.spacing(), 1, horizon));
    }
    Table told = rows.table(completed(given, horizon, frame), FUTURE, end);
    return told.times().length > 0
        ? told
        : Table.of(told.data(), TimeSteps.epochSeconds(end, forecaster.spacing(), 1, horizon));
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
    rows.requireMoments(past.rows(), past.pointer());
    if (frame.runsOn()) {
      rows.requireMoments(future, FUTURE);
    }
    Table observed = frame.runsOn() ? pastAndFuture() : past.rows();
    return frame.encode(observed, past.filled(observed));
  }

  /** One table, so that the last known value also stands in for what is missing of the future. */
  private Table pastAndFuture() {
    Table before = past.rows();
    boolean timed = before.times().length > 0 && future.times().length > 0;
    return Table.of(
        new Series(before.data().columns(), joined(before.data().values(), future.data().values())),
        timed ? joined(before.times(), future.times()) : new double[0]);
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
