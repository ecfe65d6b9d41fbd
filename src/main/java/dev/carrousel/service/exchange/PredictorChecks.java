package dev.carrousel.service.exchange;

import dev.carrousel.lstm.problem.AnomalyFrame;
import dev.carrousel.lstm.problem.ClassFrame;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.lstm.problem.ValueFrame;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.web.FieldProblems;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold inside a predictor so that it can be asked without surprises. */
final class PredictorChecks {

  private static final String FRAME = "#/predictor/frame/";
  private static final int MOST_STEPS = 100_000;
  private static final long MOST_CELLS = 50_000_000;

  private final FieldProblems problems = new FieldProblems();
  private final int inputSize;
  private final int outputSize;

  private PredictorChecks(NetworkShape network) {
    inputSize =
        switch (network) {
          case NetworkShape.Lstm lstm -> lstm.inputSize();
          case NetworkShape.Original original -> original.topology().inputSize();
        };
    outputSize =
        switch (network) {
          case NetworkShape.Lstm lstm -> lstm.outputSize();
          case NetworkShape.Original original -> original.topology().outputSize();
        };
  }

  /** Refuses a predictor that contradicts itself, with everything that is wrong with it. */
  static void check(Predictor predictor) {
    PredictorChecks checks = new PredictorChecks(predictor.network());
    checks.require(
        predictor instanceof Predictor.Answerer || predictor.network() instanceof NetworkShape.Lstm,
        "#/predictor/network/type",
        "An original network learns tasks; for data it must be lstm.");
    switch (predictor) {
      case Predictor.Forecaster of -> checks.forecaster(of);
      case Predictor.Classifier of -> checks.classes(of.frame(), of.time());
      case Predictor.Labeller of -> checks.classes(of.frame(), of.time());
      case Predictor.Regressor of -> checks.value(of.frame(), of.time());
      case Predictor.SymbolPredictor of -> checks.symbols(of.frame());
      case Predictor.AnomalyDetector of -> checks.anomaly(of.frame(), of.time());
      case Predictor.Answerer _ -> {}
    }
    checks.problems.throwIfAny();
  }

  private void forecaster(Predictor.Forecaster forecaster) {
    ForecastFrame frame = forecaster.frame();
    encoding(frame.encoding(), forecaster.time());
    requireSteps("window", frame.window());
    requireSteps("horizon", frame.horizon());
    requireNumbers(frame.encoding(), "targets", frame.targets());
    requireAmong("known", frame.known(), frame.encoding().names());
    requireCount("seasons", frame.seasons().size(), frame.targets().size());
    problems.throwIfAny();
    frame
        .seasons()
        .forEach(season -> {
          requireRange("seasons", season.period(), 0, frame.window());
          requirePositive("seasons", season.deviation());
        });
    for (ForecastFrame.Interval interval : frame.intervals()) {
      requireCount(
          "intervals", interval.halfWidths().size(), frame.horizon() * frame.targets().size());
      interval.halfWidths().forEach(half -> requireFinite("intervals", half));
    }
    requireRange("window", (long) frame.window() * frame.inputSize(), 1, MOST_CELLS);
    requireSizes(frame.inputSize(), frame.outputSize());
    int cells = frame.window() * frame.encoding().columns().size();
    forecaster.histories().forEach(history -> history(forecaster, history, cells));
  }

  private void history(Predictor.Forecaster forecaster, Predictor.History history, int cells) {
    require(
        history.cells().size() == cells,
        "#/predictor/histories",
        "Each history must have %d cells, has %d.".formatted(cells, history.cells().size()));
    List<@Nullable Double> before = history.before();
    int columns = forecaster.frame().encoding().columns().size();
    require(
        before == null || before.size() == columns,
        "#/predictor/histories",
        "What lies before a history must have %d cells.".formatted(columns));
    List<Double> times = history.times();
    require(
        times == null
            || (times.size() == forecaster.frame().window()
                && times.stream().allMatch(TimeSteps::isWritable)),
        "#/predictor/histories",
        "The times of a history must be one for each row, in seconds since 1970 of the years 1 to 9999.");
    require(
        canStep(history.end(), forecaster.spacing(), forecaster.frame().horizon()),
        "#/predictor/spacing",
        "The end of a history must be a moment and the spacing a period, were %s and %s."
            .formatted(history.end(), forecaster.spacing()));
  }

  private static boolean canStep(@Nullable String end, @Nullable String spacing, int steps) {
    if (end == null || spacing == null) {
      return true;
    }
    try {
      TimeSteps.after(end, spacing, steps);
      return true;
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException unreadable) {
      return false;
    }
  }

  private void classes(ClassFrame frame, @Nullable String time) {
    encoding(frame.encoding(), time);
    requireDistinct("classes", frame.classes());
    requireSizes(frame.encoding().width(), frame.classes().size());
  }

  private void value(ValueFrame frame, @Nullable String time) {
    encoding(frame.encoding(), time);
    requireFinite("mean", frame.mean());
    requirePositive("deviation", frame.deviation());
    requireSizes(frame.encoding().width(), 1);
  }

  private void symbols(SymbolFrame frame) {
    requireSteps("window", frame.window());
    requireDistinct("symbols", frame.symbols());
    requireSizes(frame.alphabetSize(), frame.alphabetSize());
  }

  private void anomaly(AnomalyFrame frame, @Nullable String time) {
    encoding(frame.encoding(), time);
    requireNumbers(frame.encoding(), "targets", frame.targets());
    requireCount("changes", frame.changes().size(), frame.targets().size());
    frame.changes().forEach(change -> requirePositive("changes", change));
    frame.leads().forEach(lead -> requireRange("leads", lead, 1, MOST_STEPS));
    require(
        frame.leads().stream().sorted().distinct().toList().equals(frame.leads()),
        FRAME + "leads",
        "The leads must ascend, were %s.".formatted(frame.leads()));
    requireCount("deviations", frame.deviations().size(), frame.outputSize());
    frame.deviations().forEach(deviation -> requirePositive("deviations", deviation));
    requireFinite("threshold", frame.threshold());
    requireSizes(frame.encoding().width(), frame.outputSize());
  }

  private void encoding(Encoding encoding, @Nullable String time) {
    requireDistinct("encoding/columns", encoding.names());
    require(
        encoding.calendar().isEmpty() || time != null,
        "#/predictor/time",
        "A predictor that reads the calendar must name the column with the time.");
    for (Encoding.Column column : encoding.columns()) {
      requireFinite("encoding/columns", column.mean());
      requirePositive("encoding/columns", column.deviation());
      require(
          new HashSet<>(column.categories()).size() == column.categories().size(),
          FRAME + "encoding/columns",
          "The categories of %s must differ.".formatted(column.name()));
    }
    problems.throwIfAny();
  }

  private void requireNumbers(Encoding encoding, String field, List<String> names) {
    requireDistinct(field, names);
    requireAmong(field, names, encoding.names());
    problems.throwIfAny();
    names.forEach(name ->
        require(
            !encoding.column(name).holdsCategories(),
            FRAME + field,
            "The column %s must hold numbers.".formatted(name)));
  }

  private void requireDistinct(String field, Collection<String> names) {
    require(
        !names.isEmpty() && new HashSet<>(names).size() == names.size(),
        FRAME + field,
        "There must be one or more of %s, all different.".formatted(field));
  }

  private void requireAmong(String field, List<String> names, List<String> columns) {
    require(
        new HashSet<>(columns).containsAll(names),
        FRAME + field,
        "The columns %s must be among %s.".formatted(names, columns));
  }

  private void requireSizes(int inputs, int outputs) {
    require(
        inputSize == inputs,
        "#/predictor/network/inputSize",
        "The rest of the predictor asks for inputs of size %d, the network has %d."
            .formatted(inputs, inputSize));
    require(
        outputSize == outputs,
        "#/predictor/network/outputSize",
        "The rest of the predictor asks for outputs of size %d, the network has %d."
            .formatted(outputs, outputSize));
  }

  private void requireSteps(String field, int value) {
    requireRange(field, value, 1, MOST_STEPS);
  }

  private void requireRange(String field, long value, long least, long most) {
    require(
        value >= least && value <= most,
        FRAME + field,
        "%s must be %d to %d, was %d.".formatted(field, least, most, value));
  }

  private void requireCount(String field, int found, int expected) {
    require(
        found == expected,
        FRAME + field,
        "There must be %d of %s, were %d.".formatted(expected, field, found));
  }

  private void requireFinite(String field, double value) {
    require(
        Double.isFinite(value),
        FRAME + field,
        "%s must be finite, was %s.".formatted(field, value));
  }

  private void requirePositive(String field, double value) {
    require(
        value > 0 && Double.isFinite(value),
        FRAME + field,
        "%s must be positive, was %s.".formatted(field, value));
  }

  private void require(boolean condition, String pointer, String detail) {
    problems.require(condition, pointer, "invalid", () -> detail);
  }
}
