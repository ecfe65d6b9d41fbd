package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Table;
import java.util.List;

/** Categories that occur after the training part alone, of which nothing can have been learned. */
final class NewCategories {

  private static final int MOST_NAMED = 20;

  private NewCategories() {}

  static List<String> warnings(Table observed, Encoding encoding) {
    return encoding.columns().stream()
        .filter(Encoding.Column::holdsCategories)
        .filter(column -> !unknown(observed, column).isEmpty())
        .map(column ->
            "Categories of column %s occur in no training row and are read as missing: %s."
                .formatted(
                    column.name(),
                    String.join(
                        ", ", unknown(observed, column).stream().limit(MOST_NAMED).toList())))
        .toList();
  }

  private static List<String> unknown(Table observed, Encoding.Column column) {
    return observed.categories().getOrDefault(column.name(), List.of()).stream()
        .filter(category -> !column.categories().contains(category))
        .toList();
  }
}
