package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.sequence.Split;
import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.ColumnType;
import dev.carrousel.service.datasets.Dataset;
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

  private DataChecks() {}

  /** What must hold before any default can be chosen: that the columns exist and hold numbers. */
  static void requireColumns(DataRequest data, Dataset dataset, FieldProblems problems) {
    requireNumbers(TARGETS, requireNonNull(data.targets()), dataset, problems);
    if (data.inputs() != null) {
      requireNumbers("#/data/inputs", data.inputs(), dataset, problems);
      problems.require(
          data.inputs().containsAll(requireNonNull(data.targets())),
          "#/data/inputs",
          "missing_target",
          () ->
              "The inputs must contain the targets %s, were %s."
                  .formatted(requireNonNull(data.targets()), data.inputs()));
    }
  }

  private static void requireNumbers(
      String pointer, List<String> columns, Dataset dataset, FieldProblems problems) {
    problems.require(
        new HashSet<>(columns).size() == columns.size(),
        pointer,
        "duplicate",
        () -> "The columns must differ, were %s.".formatted(columns));
    for (int at = 0; at < columns.size(); at++) {
      String name = columns.get(at);
      String place = pointer + "/" + at;
      Optional<ColumnProfile> column =
          dataset.columns().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
      if (column.isEmpty()) {
        problems.add(
            place,
            "unknown_column",
            "Dataset %s has no column %s; its number columns are %s."
                .formatted(dataset.name(), name, dataset.numberColumns()));
      } else {
        problems.require(
            column.get().type() == ColumnType.NUMBER,
            place,
            "not_a_number_column",
            () ->
                "Column %s must hold numbers, holds %s."
                    .formatted(name, column.get().type().toString().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /**
   * Whether each part of the data holds at least one window, and nothing is missing that must not
   * be.
   */
  static void requireWindows(DataRequest data, Dataset dataset, FieldProblems problems) {
    double validation = requireNonNull(requireNonNull(data.split()).validation());
    double test = requireNonNull(requireNonNull(data.split()).test());
    if (validation + test >= 1) {
      problems.add(
          "#/data/split",
          "too_large",
          "Validation and test must leave rows for training, were %s and %s."
              .formatted(validation, test));
      return;
    }
    Split split = Split.of(dataset.rows(), validation, test);
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
    requireModerateValues(data, dataset, problems);
    if (data.missing() == DataRequest.Missing.REFUSE) {
      refuseMissing(data, dataset, problems);
    }
  }

  /** Squares of larger values would leave the range of numbers. */
  private static void requireModerateValues(
      DataRequest data, Dataset dataset, FieldProblems problems) {
    for (ColumnProfile column : dataset.columns()) {
      boolean read = requireNonNull(data.inputs()).contains(column.name());
      problems.require(
          !read || (isModerate(column.minimum()) && isModerate(column.maximum())),
          "#/data/inputs",
          "too_large",
          () ->
              "Column %s must hold values within plus or minus %s."
                  .formatted(column.name(), LARGEST_VALUE));
    }
  }

  private static boolean isModerate(@Nullable Object value) {
    return value instanceof Number number && Math.abs(number.doubleValue()) <= LARGEST_VALUE;
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

  private static void refuseMissing(DataRequest data, Dataset dataset, FieldProblems problems) {
    for (ColumnProfile column : dataset.columns()) {
      boolean read = requireNonNull(data.inputs()).contains(column.name());
      problems.require(
          !read || column.missing() == 0,
          "#/data/missing",
          "missing_values",
          () ->
              "Column %s lacks %d values and missing values are to be refused."
                  .formatted(column.name(), column.missing()));
    }
  }
}
