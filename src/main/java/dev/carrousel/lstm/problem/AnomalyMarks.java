package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a column says of rows being anomalies. */
public final class AnomalyMarks {

  private static final Set<String> ORDINARY = Set.of("0", "0.0", "false", "no", "normal", "ok");

  private AnomalyMarks() {}

  /**
   * The rows that a column marks: with anything but zero, or with any category but {@code 0 false
   * no normal ok}.
   *
   * @param table the rows
   * @param label the column, null for none
   * @return the rows marked
   */
  public static BitSet of(Table table, @Nullable String label) {
    BitSet marked = new BitSet(table.rows());
    if (label != null) {
      int column = table.data().column(label);
      List<String> categories = table.categories().getOrDefault(label, List.of());
      for (int row = 0; row < table.rows(); row++) {
        double cell = table.data().at(row, column);
        boolean ordinary =
            Double.isNaN(cell)
                || (categories.isEmpty()
                    ? cell == 0
                    : ORDINARY.contains(categories.get((int) cell).toLowerCase(Locale.ROOT)));
        marked.set(row, !ordinary);
      }
    }
    return marked;
  }
}
