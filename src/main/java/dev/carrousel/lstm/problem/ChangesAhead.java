package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the targets change from rows to later ones, which is what is forecast of them.
 *
 * @param frame how far ahead, and in which units
 * @param split the parts of the rows
 * @param observed the rows
 * @param filled the rows without gaps
 * @param anomalies the rows marked
 */
record ChangesAhead(
    AnomalyFrame frame, RowSplit split, Table observed, Table filled, BitSet anomalies) {

  /**
   * The changes from a row to later ones of its part that are not marked, null if all are unknown.
   */
  double @Nullable [] from(int row, Part part) {
    int end = split.to(part, observed.seriesOf(row));
    int targets = frame.targets().size();
    double[] changes = new double[frame.outputSize()];
    boolean known = false;
    for (int at = 0; at < changes.length; at++) {
      int lead = frame.leads().get(at / targets);
      boolean learned = row + lead < end && !anomalies.get(row + lead) && !anomalies.get(row);
      changes[at] =
          learned ? frame.change(filled, observed, row + lead, lead, at % targets) : Double.NaN;
      known |= !Double.isNaN(changes[at]);
    }
    return known ? changes : null;
  }

  /** The rows of a part that have one before them. */
  int[] rows(Part part) {
    return IntStream.range(0, observed.seriesCount())
        .flatMap(series ->
            IntStream.range(
                Math.max(split.from(part, series), observed.from(series) + 1),
                split.to(part, series)))
        .toArray();
  }

  /** How large changes from row to row usually are, in deviations, by target. */
  static List<Double> usual(Table filled, Encoding encoding, List<String> targets, BitSet rows) {
    List<Double> changes = new ArrayList<>();
    for (String target : targets) {
      int column = filled.data().column(target);
      double squares = 0;
      int count = 0;
      for (int series = 0; series < filled.seriesCount(); series++) {
        for (int row = filled.from(series) + 1; row < filled.to(series); row++) {
          double change = filled.data().at(row, column) - filled.data().at(row - 1, column);
          if (rows.get(row) && rows.get(row - 1) && !Double.isNaN(change)) {
            squares += change * change;
            count++;
          }
        }
      }
      double deviation = encoding.column(target).deviation();
      changes.add(squares == 0 ? 1 : Math.sqrt(squares / count) / deviation);
    }
    return changes;
  }
}
