package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.sequence.Split;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.ColumnType;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.training.DataRequest.ProblemKind;
import dev.carrousel.service.web.FieldProblems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a request against the data it names. */
final class DataChecks {

  private static final double LARGEST_VALUE = 1e30;
  private static final String TARGETS = "#/data/targets";
  private static final String INPUTS = "#/data/inputs";

  private DataChecks() {}

  /** That the targets are named where no default can know them. */
  static void requireTargets(DataRequest data, Dataset dataset, FieldProblems problems) {
    boolean single =
        data.problem() != ProblemKind.FORECAST && data.problem() != ProblemKind.ANOMALY;
    boolean text = data.problem() == ProblemKind.NEXT_SYMBOL && dataset.columns().size() == 1;
    problems.require(
        data.targets() != null || data.problem() == ProblemKind.ANOMALY || text,
        TARGETS,
        "missing",
        () -> "Name the columns to learn.");
    problems.require(
        data.targets() == null || !single || data.targets().size() == 1,
        TARGETS,
        "too_many",
        () -> "This problem has one target, had %s.".formatted(data.targets()));
  }

  /** That the columns exist and hold what the problem needs. */
  static void requireColumns(DataRequest data, Dataset dataset, FieldProblems problems) {
    List<String> targets = requireNonNull(data.targets());
    boolean classes = Problems.answersClasses(data);
    requireAll(TARGETS, targets, dataset, classes ? null : ColumnType.NUMBER, problems);
    problems.require(
        !targets.isEmpty(), TARGETS, "missing", () -> "There is no column of numbers to watch.");
    if (data.inputs() != null) {
      requireAll(INPUTS, data.inputs(), dataset, null, problems);
      requireInputsSuit(data, targets, problems);
    }
    if (data.categorical() != null) {
      requireAll("#/data/categorical", data.categorical(), dataset, ColumnType.NUMBER, problems);
    }
    if (data.known() != null) {
      requireKnown(data, data.known(), problems);
    }
    requireOne("#/data/series", data.series(), data, dataset, problems);
    requireOne("#/data/label", data.label(), data, dataset, problems);
  }

  private static void requireInputsSuit(
      DataRequest data, List<String> targets, FieldProblems problems) {
    List<String> inputs = requireNonNull(data.inputs());
    boolean past = data.problem() == ProblemKind.FORECAST || data.problem() == ProblemKind.ANOMALY;
    problems.require(
        !past || inputs.containsAll(targets),
        INPUTS,
        "missing_target",
        () -> "The inputs must contain the targets %s, were %s.".formatted(targets, inputs));
    problems.require(
        past || inputs.stream().noneMatch(targets::contains),
        INPUTS,
        "target_as_input",
        () -> "The inputs must not tell the target %s.".formatted(targets));
    problems.require(
        past || !inputs.isEmpty() || data.calendar() != null,
        INPUTS,
        "missing",
        () -> "There must be a column to read.");
  }

  private static void requireKnown(DataRequest data, List<String> known, FieldProblems problems) {
    List<String> inputs = requireNonNull(data.inputs());
    List<String> targets = requireNonNull(data.targets());
    for (int at = 0; at < known.size(); at++) {
      String name = known.get(at);
      problems.require(
          inputs.contains(name) && !targets.contains(name),
          "#/data/known/" + at,
          "not_an_input",
          () -> "Known must name inputs that are no targets, named %s.".formatted(name));
    }
  }

  private static void requireOne(
      String pointer,
      @Nullable String name,
      DataRequest data,
      Dataset dataset,
      FieldProblems problems) {
    if (name == null) {
      return;
    }
    problems.require(
        dataset.column(name).isPresent(), pointer, "unknown_column", () -> unknown(dataset, name));
    boolean read =
        requireNonNull(data.targets()).contains(name)
            || (data.inputs() != null && data.inputs().contains(name));
    problems.require(
        !read,
        pointer,
        "also_read",
        () -> "Column %s must be neither input nor target.".formatted(name));
  }

  private static String unknown(Dataset dataset, String name) {
    return "Dataset %s has no column %s; its columns are %s."
        .formatted(
            dataset.name(), name, dataset.columns().stream().map(ColumnProfile::name).toList());
  }

  private static void requireAll(
      String pointer,
      List<String> columns,
      Dataset dataset,
      @Nullable ColumnType type,
      FieldProblems problems) {
    problems.require(
        new HashSet<>(columns).size() == columns.size(),
        pointer,
        "duplicate",
        () -> "The columns must differ, were %s.".formatted(columns));
    for (int at = 0; at < columns.size(); at++) {
      String name = columns.get(at);
      String place = pointer + "/" + at;
      Optional<ColumnProfile> column = dataset.column(name);
      if (column.isEmpty()) {
        problems.add(place, "unknown_column", unknown(dataset, name));
      } else {
        requireType(place, column.get(), type, problems);
      }
    }
  }

  private static void requireType(
      String place, ColumnProfile column, @Nullable ColumnType type, FieldProblems problems) {
    problems.require(
        type == null || column.type() == type,
        place,
        "not_a_number_column",
        () ->
            "Column %s must hold numbers, holds %s."
                .formatted(column.name(), column.type().toString().toLowerCase(Locale.ROOT)));
    problems.require(
        column.type() != ColumnType.TIME,
        place,
        "time_column",
        () -> "Column %s tells the time; read it by data.calendar.".formatted(column.name()));
    problems.require(
        column.type() != ColumnType.NUMBER
            || (isModerate(column.minimum()) && isModerate(column.maximum())),
        place,
        "too_large",
        () ->
            "Column %s must hold values within plus or minus %s."
                .formatted(column.name(), LARGEST_VALUE));
  }

  /** Squares of larger values would leave the range of numbers. */
  private static boolean isModerate(@Nullable Object value) {
    return value instanceof Number number && Math.abs(number.doubleValue()) <= LARGEST_VALUE;
  }

  static void requireShares(DataRequest data, FieldProblems problems) {
    SplitRequest split = data.split();
    if (split == null) {
      return;
    }
    double validation = split.validation() == null ? 0 : split.validation();
    double test = split.test() == null ? 0 : split.test();
    problems.require(
        validation + test < 1,
        "#/data/split",
        "too_large",
        () ->
            "Validation and test must leave rows for training, were %s and %s."
                .formatted(validation, test));
    problems.require(
        data.problem() != ProblemKind.ANOMALY || split.validation() == null || validation > 0,
        "#/data/split/validation",
        "too_small",
        () -> "The validation part sets the threshold and must not be empty.");
  }

  static void refuseMissing(DataRequest data, Dataset dataset, FieldProblems problems) {
    if (data.missing() != DataRequest.Missing.REFUSE || data.inputs() == null) {
      return;
    }
    for (ColumnProfile column : dataset.columns()) {
      problems.require(
          !data.inputs().contains(column.name()) || column.missing() == 0,
          "#/data/missing",
          "missing_values",
          () ->
              "Column %s lacks %d values and missing values are to be refused."
                  .formatted(column.name(), column.missing()));
    }
  }

  /** Whether each part of the longest series holds at least one window of a forecast. */
  static void requireWindows(DataRequest data, Table table, FieldProblems problems) {
    if (data.problem() != ProblemKind.FORECAST) {
      return;
    }
    double validation = requireNonNull(requireNonNull(data.split()).validation());
    double test = requireNonNull(requireNonNull(data.split()).test());
    int rows = 0;
    for (int series = 0; series < table.seriesCount(); series++) {
      rows = Math.max(rows, table.length(series));
    }
    Split split = Split.of(rows, validation, test);
    int horizon = requireNonNull(data.horizon());
    int needed = requireNonNull(data.window()) + horizon;
    problems.require(
        split.trainingEnd() >= needed,
        "#/data/window",
        "too_long",
        () ->
            "Window and horizon together must fit into the training part of %d rows, were %d."
                .formatted(split.trainingEnd(), needed));
    requirePart(
        "validation", split.validationEnd() - split.trainingEnd(), validation, horizon, problems);
    requirePart("test", split.rows() - split.validationEnd(), test, horizon, problems);
  }

  private static void requirePart(
      String part, int rows, double share, int horizon, FieldProblems problems) {
    problems.require(
        share == 0 || rows >= horizon,
        "#/data/split/" + part,
        "too_small",
        () ->
            "The %s part must have at least the %d rows of one horizon, has %d."
                .formatted(part, horizon, rows));
  }
}
