package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns of inputs that tell what is to be learned: columns that follow a target exactly, or run
 * ahead of it, which no column can do that is known in time.
 */
final class Leaks {

  private static final int SAMPLES = 20_000;
  private static final int FARTHEST = 30;
  private static final int FEWEST = 10;
  private static final double EXACT = 0.9999;

  private Leaks() {}

  static List<String> warnings(Table table, DataRequest data) {
    List<String> warnings = new ArrayList<>();
    if (data.inputs() == null) {
      return warnings;
    }
    for (String target : requireNonNull(data.targets())) {
      for (String input : data.inputs()) {
        if (!input.equals(target)) {
          compare(table, data, input, target, warnings);
        }
      }
    }
    return warnings;
  }

  private static void compare(
      Table table, DataRequest data, String input, String target, List<String> warnings) {
    if (tells(table, input, target, 0)) {
      warnings.add("Input %s follows target %s exactly.".formatted(input, target));
      return;
    }
    boolean known = data.known() != null && data.known().contains(input);
    boolean ahead = data.problem() == DataRequest.ProblemKind.FORECAST && !known;
    for (int rows = 1; ahead && rows <= FARTHEST; rows++) {
      if (tells(table, input, target, rows)) {
        warnings.add(
            "Input %s tells target %s %d rows ahead. If it is not known in time, leave it out; if it is, name it in data.known."
                .formatted(input, target, rows));
        return;
      }
    }
  }

  private static boolean tells(Table table, String input, String target, int ahead) {
    int from = table.data().column(input);
    int to = table.data().column(target);
    boolean named = table.categories().containsKey(input) || table.categories().containsKey(target);
    return named
        ? Determination.of(table, from, to, ahead, stride(table)).isCertain()
        : follows(table, from, to, ahead);
  }

  /** Whether a column and another some rows later in the series are correlated almost perfectly. */
  private static boolean follows(Table table, int column, int target, int ahead) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    int stride = stride(table);
    double x0 = Double.NaN;
    double y0 = Double.NaN;
    for (int row = 0; row + ahead < table.rows(); row += stride) {
      double x = table.data().at(row, column);
      double y = table.data().at(row + ahead, target);
      if (Double.isNaN(x) || Double.isNaN(y) || crossesSeries(table, row, ahead)) {
        continue;
      }
      x0 = Double.isNaN(x0) ? x : x0;
      y0 = Double.isNaN(y0) ? y : y0;
      n++;
      sx += x - x0;
      sy += y - y0;
      sxx += (x - x0) * (x - x0);
      syy += (y - y0) * (y - y0);
      sxy += (x - x0) * (y - y0);
    }
    double spread = (sxx - sx * sx / n) * (syy - sy * sy / n);
    double together = sxy - sx * sy / n;
    return n >= FEWEST && spread > 0 && Math.abs(together) > EXACT * Math.sqrt(spread);
  }

  private static int stride(Table table) {
    return Math.max(1, table.rows() / SAMPLES);
  }

  private static boolean crossesSeries(Table table, int row, int ahead) {
    return ahead > 0 && table.seriesCount() > 1 && row + ahead >= table.to(table.seriesOf(row));
  }
}
