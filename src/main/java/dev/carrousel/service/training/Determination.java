package dev.carrousel.service.training;

import dev.carrousel.lstm.sequence.Table;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether one column determines another some rows later, names and numbers alike: each time a value
 * comes back, so does what went with it. Rows in which neither changes are one case, for in a slow
 * series any value goes with what lasts.
 */
final class Determination {

  private static final int MOST_VALUES = 1000;
  private static final double FEWEST_SURPRISES = 10;

  private final Map<Double, Double> answers = new HashMap<>();
  private final Map<Double, Integer> cases = new HashMap<>();
  private int returned;
  private int all;
  private boolean contradicted;

  private Determination() {}

  /** Looks at some rows of each series, each as many after the one before as the stride says. */
  static Determination of(Table table, int column, int target, int ahead, int stride) {
    Determination determination = new Determination();
    for (int series = 0; series < table.seriesCount(); series++) {
      double lastValue = Double.NaN;
      double lastAnswer = Double.NaN;
      for (int row = table.from(series); row + ahead < table.to(series); row += stride) {
        double value = table.data().at(row, column);
        double answer = table.data().at(row + ahead, target);
        boolean known = !Double.isNaN(value) && !Double.isNaN(answer);
        if (known && value == lastValue && answer == lastAnswer) {
          continue;
        }
        if (known) {
          determination.add(value, answer);
        }
        if (determination.contradicted) {
          return determination;
        }
        lastValue = value;
        lastAnswer = answer;
      }
    }
    return determination;
  }

  private void add(double value, double answer) {
    Double before = answers.putIfAbsent(value, answer);
    contradicted = (before != null && before != answer) || answers.size() > MOST_VALUES;
    returned += before == null ? 0 : 1;
    cases.merge(answer, 1, Integer::sum);
    all++;
  }

  /** Whether values came back so often that by chance other answers would have come with them. */
  boolean isCertain() {
    double same = 0;
    for (int count : cases.values()) {
      same += Math.pow((double) count / all, 2);
    }
    return !contradicted && 2 * returned > all && returned * (1 - same) >= FEWEST_SURPRISES;
  }
}
