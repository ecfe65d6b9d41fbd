package dev.carrousel.lstm.problem;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How well scores tell marked rows from the others. */
final class Detection {

  static final String PR_AUC = "prAuc";
  private static final String MEAN_SCORE = "meanScore";

  private final double[] scores;
  private final BitSet marks;
  private final double threshold;

  /**
   * Gathers what is to be judged.
   *
   * @param scores score of each row, NaN where it has none
   * @param marks the rows marked
   * @param threshold score above which a row is flagged
   */
  Detection(double[] scores, BitSet marks, double threshold) {
    this.scores = scores;
    this.marks = marks;
    this.threshold = threshold;
  }

  int anomalies() {
    return (int) IntStream.range(0, scores.length).filter(this::isAnomaly).count();
  }

  int flagged() {
    return (int) IntStream.range(0, scores.length).filter(row -> scores[row] > threshold).count();
  }

  private boolean isAnomaly(int row) {
    return marks.get(row) && !Double.isNaN(scores[row]);
  }

  /**
   * All measures.
   *
   * @param forecasts errors of the forecasts that the scores were made from
   */
  Score score(String name, Errors forecasts) {
    Map<String, Double> measures = new LinkedHashMap<>();
    int anomalies = anomalies();
    int flagged = flagged();
    if (anomalies > 0) {
      double found =
          IntStream.range(0, scores.length)
              .filter(row -> isAnomaly(row) && scores[row] > threshold)
              .count();
      measures.put(PR_AUC, averagePrecision());
      measures.put("precision", flagged == 0 ? Double.NaN : found / flagged);
      measures.put("recall", found / anomalies);
      measures.put("f1", 2 * found / (flagged + anomalies));
    }
    measures.put("flaggedShare", (double) flagged / scores.length);
    measures.put(
        MEAN_SCORE,
        Arrays.stream(scores).filter(score -> !Double.isNaN(score)).average().orElse(Double.NaN));
    measures.put(Errors.MEAN_ABSOLUTE_ERROR, forecasts.score(name).get(Errors.MEAN_ABSOLUTE_ERROR));
    return new Score(name, measures);
  }

  /**
   * The area under the curve of precision over recall, as average precision: the mean, over all
   * marked rows, of the precision among the rows that score at least as high.
   */
  double averagePrecision() {
    List<Integer> order =
        IntStream.range(0, scores.length)
            .filter(row -> !Double.isNaN(scores[row]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> scores[row]).reversed())
            .toList();
    double sum = 0;
    int found = 0;
    int at = 0;
    while (at < order.size()) {
      int end = at;
      int here = 0;
      while (end < order.size() && scores[order.get(end)] == scores[order.get(at)]) {
        here += marks.get(order.get(end)) ? 1 : 0;
        end++;
      }
      found += here;
      sum += here * (double) found / end;
      at = end;
    }
    return found == 0 ? Double.NaN : sum / found;
  }
}
