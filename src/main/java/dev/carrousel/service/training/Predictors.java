package dev.carrousel.service.training;

import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.problem.AnomalyFrame;
import dev.carrousel.lstm.problem.ClassFrame;
import dev.carrousel.lstm.problem.Evaluation;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.problem.Judged;
import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.lstm.problem.ValueFrame;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a trained network keeps beside its weights to answer alone. */
final class Predictors {

  private static final int MOST_STORED_CELLS = 20_000;

  private Predictors() {}

  static Predictor of(
      Judged judged, LayeredNetwork network, Dataset dataset, DataRequest data, Table table) {
    NetworkShape shape = NetworkShape.Lstm.of(network.shape());
    String time = dataset.timeColumn().map(ColumnProfile::name).orElse(null);
    return switch (judged.frame()) {
      case ForecastFrame frame ->
          new Predictor.Forecaster(
              shape,
              frame,
              data.series(),
              time,
              spacing(dataset, table),
              histories(frame, dataset, table, data.missing() == DataRequest.Missing.MASK),
              coverage(judged.test()));
      case ClassFrame frame ->
          frame.everyRow()
              ? new Predictor.Labeller(shape, frame, time)
              : new Predictor.Classifier(shape, frame, time);
      case ValueFrame frame -> new Predictor.Regressor(shape, frame, time);
      case SymbolFrame frame -> new Predictor.SymbolPredictor(shape, frame);
      case AnomalyFrame frame -> new Predictor.AnomalyDetector(shape, frame, time);
    };
  }

  private static @Nullable String spacing(Dataset dataset, Table table) {
    return table.seriesCount() > 1
        ? TimeSteps.spacing(table).orElse(null)
        : dataset.timeColumn().map(ColumnProfile::spacing).orElse(null);
  }

  /** The end of each series, as long as there is room for it beside the weights. */
  private static List<Predictor.History> histories(
      ForecastFrame frame, Dataset dataset, Table table, boolean masked) {
    Table numbered = frame.encoding().numbered(table).select(frame.encoding().names());
    Table filled = numbered.carryForward();
    Table read = masked ? numbered : filled;
    int width = frame.encoding().names().size();
    List<Predictor.History> histories = new ArrayList<>();
    long cells = 0;
    for (int series = 0; series < table.seriesCount(); series++) {
      int from = table.to(series) - frame.window();
      cells += (long) frame.window() * width;
      if (from >= table.from(series) && cells <= MOST_STORED_CELLS) {
        histories.add(
            new Predictor.History(
                table.names().get(series),
                cells(read, from, table.to(series)),
                times(table, from, table.to(series)),
                end(dataset, table, series),
                masked && from > table.from(series) ? cells(filled, from - 1, from) : null));
      }
    }
    return histories;
  }

  private static List<@Nullable Double> cells(Table table, int from, int to) {
    List<@Nullable Double> cells = new ArrayList<>();
    for (int row = from; row < to; row++) {
      for (int column = 0; column < table.data().columns().size(); column++) {
        double cell = table.data().at(row, column);
        cells.add(Double.isNaN(cell) ? null : cell);
      }
    }
    return cells;
  }

  private static @Nullable List<Double> times(Table table, int from, int to) {
    return table.times().length == 0
        ? null
        : Arrays.stream(table.times(), from, to).boxed().toList();
  }

  private static @Nullable String end(Dataset dataset, Table table, int series) {
    String latest =
        dataset.timeColumn().map(column -> String.valueOf(column.maximum())).orElse(null);
    if (latest == null || table.seriesCount() == 1) {
      return latest;
    }
    int last = table.to(series) - 1;
    return table.times().length == 0
        ? null
        : TimeSteps.textLike(latest, table.times()[last], table.instants()[last]);
  }

  private static Map<String, List<Detail.Coverage>> coverage(List<Evaluation> test) {
    Map<String, List<Detail.Coverage>> coverage = new HashMap<>();
    for (Evaluation evaluation : test) {
      if (evaluation.detail() instanceof Detail.OfForecast forecast) {
        coverage.put(evaluation.target(), forecast.intervals());
      }
    }
    return coverage;
  }
}
