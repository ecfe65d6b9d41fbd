package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.problem.Anomaly;
import dev.carrousel.lstm.problem.Classify;
import dev.carrousel.lstm.problem.Extent;
import dev.carrousel.lstm.problem.Forecast;
import dev.carrousel.lstm.problem.Label;
import dev.carrousel.lstm.problem.NextSymbol;
import dev.carrousel.lstm.problem.Problem;
import dev.carrousel.lstm.problem.Reading;
import dev.carrousel.lstm.problem.Regress;
import dev.carrousel.lstm.problem.Shares;
import dev.carrousel.service.datasets.ColumnChoice;
import dev.carrousel.service.datasets.ColumnType;
import dev.carrousel.service.datasets.Dataset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request for data with all its defaults filled in into a strict problem. Fields that older
 * versions did not know may be missing in a job that waits since then.
 */
final class Problems {

  private static final String TEXT_COLUMN = "character";
  private static final int MOST_SEQUENCES = Integer.MAX_VALUE;

  private Problems() {}

  static Problem of(DataRequest data) {
    return switch (requireNonNull(data.problem())) {
      case FORECAST -> forecast(data);
      case CLASSIFY -> new Classify(target(data), reading(data), extent(data), classWeights(data));
      case LABEL -> new Label(target(data), reading(data), extent(data), classWeights(data));
      case REGRESS -> new Regress(target(data), reading(data), extent(data));
      case NEXT_SYMBOL ->
          new NextSymbol(target(data), target(data).equals(TEXT_COLUMN), extent(data));
      case ANOMALY ->
          new Anomaly(
              requireNonNull(data.targets()),
              data.label(),
              reading(data),
              extent(data),
              requireNonNull(data.falseAlarms()));
    };
  }

  private static Forecast forecast(DataRequest data) {
    return new Forecast(
        requireNonNull(data.targets()),
        or(data.known(), List.of()),
        reading(data),
        requireNonNull(data.window()),
        requireNonNull(data.horizon()),
        shares(requireNonNull(data.split())),
        requireNonNull(data.centering()),
        or(data.levels(), List.of()),
        or(data.maxSequences(), MOST_SEQUENCES));
  }

  private static String target(DataRequest data) {
    return requireNonNull(data.targets()).getFirst();
  }

  private static Map<String, Double> classWeights(DataRequest data) {
    return or(data.classWeights(), Map.of());
  }

  private static Reading reading(DataRequest data) {
    return new Reading(
        requireNonNull(data.inputs()),
        or(data.calendar(), List.of()),
        data.missing() == DataRequest.Missing.MASK);
  }

  private static Extent extent(DataRequest data) {
    Integer window = data.window();
    return new Extent(
        window == null ? 0 : window,
        shares(requireNonNull(data.split())),
        or(data.maxSequences(), MOST_SEQUENCES));
  }

  static Shares shares(SplitRequest split) {
    return new Shares(requireNonNull(split.validation()), requireNonNull(split.test()));
  }

  /** The columns that a request needs, and as what. */
  static ColumnChoice columns(DataRequest data, Dataset dataset) {
    Set<String> numbers = new LinkedHashSet<>();
    Set<String> categories = new LinkedHashSet<>();
    Set<String> named = new LinkedHashSet<>();
    add(data.inputs(), named);
    add(data.targets(), named);
    if (data.label() != null) {
      named.add(data.label());
    }
    for (String name : named) {
      (isCategory(name, data, dataset) ? categories : numbers).add(name);
    }
    return new ColumnChoice(List.copyOf(numbers), List.copyOf(categories), data.series());
  }

  private static <T> T or(@Nullable T given, T byDefault) {
    return given == null ? byDefault : given;
  }

  private static void add(@Nullable List<String> names, Set<String> to) {
    if (names != null) {
      to.addAll(names);
    }
  }

  private static boolean isCategory(String name, DataRequest data, Dataset dataset) {
    boolean text =
        dataset.column(name).filter(column -> column.type() == ColumnType.NUMBER).isEmpty();
    boolean declared = data.categorical() != null && data.categorical().contains(name);
    return text
        || declared
        || (answersClasses(data) && requireNonNull(data.targets()).contains(name));
  }

  /** Whether what is answered is one of several names. */
  static boolean answersClasses(DataRequest data) {
    return switch (requireNonNull(data.problem())) {
      case CLASSIFY, LABEL, NEXT_SYMBOL -> true;
      case FORECAST, REGRESS, ANOMALY -> false;
    };
  }
}
