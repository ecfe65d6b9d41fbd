package dev.carrousel.service.prediction;

import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The window of past rows that a forecast is made from.
 *
 * @param rows its rows
 * @param before what was last known of each column before it, NaN where nothing was
 * @param end moment of the last one, null if it is not known
 * @param pointer where they stand in the request
 */
record Past(Table rows, double[] before, @Nullable String end, String pointer) {

  private static final String HISTORY = "#/history";
  private static final int MOST_NAMED = 20;

  static Past of(Predictor.Forecaster forecaster, ForecastRequest request) {
    List<Map<String, @Nullable Object>> history = request.history();
    return history == null
        ? stored(forecaster, request.series())
        : told(forecaster, history).requireValues(forecaster.frame());
  }

  /** The end of a series that the model was trained on; it need not be named if there is one. */
  static Past stored(Predictor.Forecaster forecaster, @Nullable String series) {
    Predictor.History stored = history(forecaster.histories(), series);
    List<String> columns = forecaster.frame().encoding().names();
    Series data = new Series(columns, numbers(stored.cells()));
    List<@Nullable Double> before = stored.before();
    List<Double> known = stored.times();
    double[] times =
        known == null
            ? TimeSteps.epochSeconds(
                stored.end(), forecaster.spacing(), 1 - data.rows(), data.rows())
            : known.stream().mapToDouble(Double::doubleValue).toArray();
    return new Past(
        Table.of(data, times),
        before == null ? unknown(columns.size()) : numbers(before),
        stored.end(),
        HISTORY);
  }

  private static double[] numbers(List<@Nullable Double> cells) {
    return cells.stream().mapToDouble(cell -> cell == null ? Double.NaN : cell).toArray();
  }

  private static double[] unknown(int columns) {
    double[] unknown = new double[columns];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  private static Predictor.History history(List<Predictor.History> known, @Nullable String series) {
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

  private static Past told(
      Predictor.Forecaster forecaster, List<Map<String, @Nullable Object>> history) {
    Rows rows = Rows.of(forecaster);
    Table told = rows.table(history, HISTORY);
    Table filled = told.carryForward();
    int from = told.rows() - forecaster.frame().window();
    int width = rows.columns();
    double[] before =
        from == 0
            ? unknown(width)
            : Arrays.copyOfRange(filled.data().values(), (from - 1) * width, from * width);
    String last = rows.moment(history.getLast());
    return new Past(
        youngest(rows.masked() ? told : filled, from),
        before,
        last == null ? null : TimeSteps.canonical(last),
        HISTORY);
  }

  private static Table youngest(Table table, int from) {
    double[] cells = table.data().values();
    int width = table.data().columns().size();
    double[] times = table.times();
    return Table.of(
        new Series(table.data().columns(), Arrays.copyOfRange(cells, from * width, cells.length)),
        times.length == 0 ? times : Arrays.copyOfRange(times, from, times.length));
  }

  /** Rows that begin with those of the window, filled as those of a whole series are. */
  Table filled(Table observed) {
    return Rows.filled(before, observed).carryForward();
  }

  /** Refuses rows that a client told without a value of a column that the network needs one of. */
  Past requireValues(ForecastFrame frame) {
    Table window = rows.carryForward();
    Table filled = filled(rows);
    FieldProblems problems = new FieldProblems();
    for (int column = 0; column < frame.encoding().columns().size(); column++) {
      String name = frame.encoding().names().get(column);
      boolean isTarget = frame.targets().contains(name);
      Table read = isTarget ? filled : window;
      problems.require(
          (frame.encoding().columns().get(column).masked() && !isTarget)
              || !Double.isNaN(read.data().at(0, column)),
          pointer,
          "missing",
          () -> "The column %s must have at least one value.".formatted(name));
    }
    problems.throwIfAny();
    return this;
  }
}
