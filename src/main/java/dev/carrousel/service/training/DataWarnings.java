package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.sequence.Split;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the owner of data may not have meant. */
final class DataWarnings {

  private static final int MOST_NAMED = 20;

  private DataWarnings() {}

  static List<String> of(Table table, DataRequest data, Prepared prepared) {
    List<String> warnings = new ArrayList<>(Leaks.warnings(table, data));
    warnings.addAll(prepared.warnings());
    warnOfRowsWithoutId(table, data, warnings);
    warnOfShortSeries(table, data, warnings);
    return warnings;
  }

  private static void warnOfRowsWithoutId(Table table, DataRequest data, List<String> warnings) {
    int nameless = data.series() == null ? -1 : table.names().indexOf("");
    if (nameless >= 0) {
      warnings.add(
          "%d rows have no value in column %s and are read as one series of their own."
              .formatted(table.length(nameless), data.series()));
    }
  }

  /** Elsewhere a passage may be shorter than the window. */
  private static void warnOfShortSeries(Table table, DataRequest data, List<String> warnings) {
    if (data.problem() != DataRequest.ProblemKind.FORECAST) {
      return;
    }
    int window = requireNonNull(data.window());
    int needed = window + requireNonNull(data.horizon());
    SplitRequest split = requireNonNull(data.split());
    List<String> tooShort =
        IntStream.range(0, table.seriesCount())
            .filter(series ->
                Split.of(
                            table.length(series),
                            requireNonNull(split.validation()),
                            requireNonNull(split.test()))
                        .trainingEnd()
                    < needed)
            .mapToObj(series -> table.names().get(series))
            .toList();
    if (!tooShort.isEmpty()) {
      warnings.add(
          "%d of %d series have fewer than the %d training rows of one window and are not learned from: %s."
              .formatted(
                  tooShort.size(),
                  table.seriesCount(),
                  needed,
                  tooShort.size() > MOST_NAMED
                      ? String.join(", ", tooShort.subList(0, MOST_NAMED)) + " and more"
                      : String.join(", ", tooShort)));
    }
  }
}
