package dev.carrousel.service.prediction;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Answers forecasts. */
@Service
class Forecasts {

  private final Models models;
  private final Kernels kernels;

  Forecasts(Models models, Kernels kernels) {
    this.models = models;
    this.kernels = kernels;
  }

  ForecastResponse forecast(String reference, ForecastRequest request) {
    Models.Loaded model = models.load(reference);
    if (!(model.artifact().predictor() instanceof Predictor.Forecaster forecaster)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "not_a_forecaster",
          "Model %s was not trained to forecast. Ask it by predict.".formatted(reference));
    }
    ForecastFrame frame = forecaster.frame();
    require(request, frame);
    Series history =
        request.history() == null
            ? new Series(frame.inputs(), forecaster.history())
            : series(request.history(), frame);
    int firstRow = history.rows() - frame.window();
    double[] response =
        Networks.of(model.artifact(), kernels).respond(frame.question(history, firstRow));
    double[] values = FiniteAnswer.require(frame.answer(response, history, firstRow));
    int horizon = request.horizon() == null ? frame.horizon() : request.horizon();
    String end = request.history() == null ? forecaster.historyEnd() : null;
    List<ForecastResponse.Row> rows = new ArrayList<>();
    for (int step = 1; step <= horizon; step++) {
      rows.add(
          new ForecastResponse.Row(
              step, time(end, forecaster.spacing(), step), row(values, step, frame)));
    }
    return new ForecastResponse(model.name(), model.version(), rows);
  }

  private static Map<String, Double> row(double[] values, int step, ForecastFrame frame) {
    Map<String, Double> row = new LinkedHashMap<>();
    for (int target = 0; target < frame.targets().size(); target++) {
      row.put(frame.targets().get(target), values[(step - 1) * frame.targets().size() + target]);
    }
    return row;
  }

  private static @Nullable String time(@Nullable String end, @Nullable String spacing, int step) {
    return end == null || spacing == null ? null : TimeSteps.after(end, spacing, step);
  }

  private static void require(ForecastRequest request, ForecastFrame frame) {
    FieldProblems problems = new FieldProblems();
    Integer horizon = request.horizon();
    problems.require(
        horizon == null || horizon <= frame.horizon(),
        "#/horizon",
        "too_far",
        () ->
            "The model forecasts at most %d rows ahead, asked for %d."
                .formatted(frame.horizon(), horizon));
    List<Map<String, @Nullable Double>> history = request.history();
    if (history != null) {
      problems.require(
          history.size() >= frame.window(),
          "#/history",
          "too_short",
          () ->
              "The history must have at least %d rows, has %d."
                  .formatted(frame.window(), history.size()));
      for (int row = 0; row < history.size() && problems.isEmpty(); row++) {
        requireColumns(history.get(row), row, frame, problems);
      }
    }
    problems.throwIfAny();
  }

  private static void requireColumns(
      @Nullable Map<String, @Nullable Double> row,
      int number,
      ForecastFrame frame,
      FieldProblems problems) {
    String pointer = "#/history/" + number;
    if (row == null) {
      problems.add(pointer, "missing", "The row must be an object, was null.");
      return;
    }
    for (String column : frame.inputs()) {
      problems.require(
          row.containsKey(column),
          pointer + "/" + column,
          "missing",
          () -> "The model reads the column %s.".formatted(column));
    }
    row.forEach((column, value) -> {
      problems.require(
          frame.inputs().contains(column),
          pointer + "/" + column,
          "unknown_column",
          () -> "The model reads only %s.".formatted(frame.inputs()));
      problems.require(
          value == null || Double.isFinite(value),
          pointer + "/" + column,
          "not_finite",
          () -> "The value must be a finite number.");
    });
  }

  private static Series series(List<Map<String, @Nullable Double>> rows, ForecastFrame frame) {
    int columns = frame.inputs().size();
    double[] values = new double[rows.size() * columns];
    for (int at = 0; at < values.length; at++) {
      Double value = rows.get(at / columns).get(frame.inputs().get(at % columns));
      values[at] = value == null ? Double.NaN : value;
    }
    Series series = new Series(frame.inputs(), values).carryForward();
    FieldProblems problems = new FieldProblems();
    for (int column = 0; column < columns; column++) {
      String name = frame.inputs().get(column);
      problems.require(
          !Double.isNaN(series.at(0, column)),
          "#/history",
          "missing",
          () -> "The column %s must have at least one value.".formatted(name));
    }
    problems.throwIfAny();
    return series;
  }
}
