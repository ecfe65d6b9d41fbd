package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.problem.AnomalyMarks;
import dev.carrousel.lstm.problem.Centering;
import dev.carrousel.lstm.problem.SuitableCentering;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.training.DataRequest.ProblemKind;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in what a request leaves open about its data. */
final class DatasetDefaults {

  private static final double PART = 0.1;
  private static final double LARGEST_PART = 0.6;
  private static final int WINDOW = 48;
  private static final int ANOMALY_WINDOW = 64;
  private static final int TEXT_WINDOW = 64;
  private static final int SMALLEST_SHARE_OF_ROWS = 8;
  private static final int MOST_SEQUENCES = 20_000;
  private static final int MOST_CATEGORIES = 50;
  private static final double FALSE_ALARMS = 0.001;
  private static final List<Double> LEVELS = List.of(0.8, 0.95);

  private DatasetDefaults() {}

  /** The columns, which the profile alone decides. */
  static DataRequest columns(DataRequest data, Dataset dataset) {
    ProblemKind problem = requireNonNull(data.problem());
    List<String> targets = targets(data, dataset);
    return new DataRequest(
        null,
        null,
        dataset.id(),
        problem,
        targets,
        problem == ProblemKind.NEXT_SYMBOL ? null : inputs(data, targets, dataset),
        data.categorical(),
        data.series(),
        problem == ProblemKind.FORECAST ? or(data.known(), List.of()) : null,
        data.calendar(),
        data.label(),
        data.window(),
        data.horizon(),
        data.split(),
        or(data.missing(), DataRequest.Missing.PREVIOUS),
        data.centering(),
        problem == ProblemKind.FORECAST ? or(data.levels(), LEVELS) : null,
        problem == ProblemKind.ANOMALY ? or(data.falseAlarms(), FALSE_ALARMS) : null,
        data.classWeights(),
        or(data.maxSequences(), MOST_SEQUENCES));
  }

  /** The rest, for which the rows were read. */
  static DataRequest rest(DataRequest data, Table table) {
    ProblemKind problem = requireNonNull(data.problem());
    SplitRequest split = split(data, table);
    return new DataRequest(
        null,
        null,
        data.dataset(),
        problem,
        data.targets(),
        data.inputs(),
        data.categorical(),
        data.series(),
        data.known(),
        problem == ProblemKind.NEXT_SYMBOL
            ? null
            : or(data.calendar(), CalendarChoice.of(table, split, problem)),
        data.label(),
        window(data, table),
        problem == ProblemKind.FORECAST ? or(data.horizon(), 1) : null,
        split,
        data.missing(),
        problem == ProblemKind.FORECAST
            ? centering(data, split, requireNonNull(window(data, table)), table)
            : null,
        data.levels(),
        data.falseAlarms(),
        data.classWeights(),
        data.maxSequences());
  }

  private static List<String> targets(DataRequest data, Dataset dataset) {
    if (data.targets() != null) {
      return data.targets();
    }
    return data.problem() == ProblemKind.ANOMALY
        ? dataset.numberColumns().stream()
            .filter(name -> !name.equals(data.label()) && !name.equals(data.series()))
            .toList()
        : List.of(dataset.columns().getFirst().name());
  }

  /** The targets of series first, then every other column that a network can read. */
  private static List<String> inputs(DataRequest data, List<String> targets, Dataset dataset) {
    if (data.inputs() != null) {
      return data.inputs();
    }
    boolean readsTargets =
        data.problem() == ProblemKind.FORECAST || data.problem() == ProblemKind.ANOMALY;
    Stream<String> others =
        dataset.columns().stream()
            .filter(DatasetDefaults::isReadable)
            .map(ColumnProfile::name)
            .filter(name -> !targets.contains(name))
            .filter(name -> !name.equals(data.series()) && !name.equals(data.label()));
    return (readsTargets ? Stream.concat(targets.stream(), others) : others).toList();
  }

  private static boolean isReadable(ColumnProfile column) {
    int distinct = column.distinct() == null ? 2 : column.distinct();
    return switch (column.type()) {
      case NUMBER -> true;
      case TEXT -> distinct > 1 && distinct <= MOST_CATEGORIES;
      case TIME -> false;
    };
  }

  private static SplitRequest split(DataRequest data, Table table) {
    SplitRequest given = data.split() == null ? new SplitRequest(null, null) : data.split();
    double validation = or(given.validation(), PART);
    return new SplitRequest(validation, or(given.test(), testShare(data, table, validation)));
  }

  /**
   * With labelled anomalies the test part begins before the first of them, so that all of them
   * judge, as far as that leaves enough to learn from.
   */
  private static double testShare(DataRequest data, Table table, double validation) {
    if (data.label() == null) {
      return PART;
    }
    BitSet anomalies = AnomalyMarks.of(table, data.label());
    double first = 1;
    for (int row = anomalies.nextSetBit(0); row >= 0; row = anomalies.nextSetBit(row + 1)) {
      int series = table.seriesOf(row);
      first = Math.min(first, (row - table.from(series)) / (double) table.length(series));
    }
    double share = Math.ceil(100 * (1 - first) + 1) / 100;
    return Math.clamp(share, PART, Math.min(LARGEST_PART, 1 - validation - PART));
  }

  /** Whole series unless they are too few to deal out, or what is learned needs windows. */
  private static @Nullable Integer window(DataRequest data, Table table) {
    if (data.window() != null) {
      return data.window();
    }
    int longest = 0;
    for (int series = 0; series < table.seriesCount(); series++) {
      longest = Math.max(longest, table.length(series));
    }
    int share = longest / SMALLEST_SHARE_OF_ROWS;
    return switch (requireNonNull(data.problem())) {
      case CLASSIFY, LABEL, REGRESS ->
          table.seriesCount() >= 10 ? null : Integer.valueOf(Math.clamp(share, 1, WINDOW));
      case FORECAST -> {
        int wanted = Math.max(WINDOW, data.horizon() == null ? 1 : data.horizon());
        yield Math.clamp(share, 1, wanted);
      }
      case ANOMALY -> Math.clamp(share, 2, ANOMALY_WINDOW);
      case NEXT_SYMBOL -> Math.clamp(table.seriesCount() > 1 ? longest + 1 : share, 2, TEXT_WINDOW);
    };
  }

  private static Centering centering(
      DataRequest data, SplitRequest split, int window, Table table) {
    if (data.centering() != null) {
      return data.centering();
    }
    return SuitableCentering.of(
        table, requireNonNull(data.targets()), Problems.shares(split), window);
  }

  private static <T> T or(@Nullable T given, T byDefault) {
    return given == null ? byDefault : given;
  }
}
