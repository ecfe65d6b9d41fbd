package dev.carrousel.lstm.problem;

import java.util.Comparator;
import java.util.List;

/**
 * A network's answers on the test part beside those of baselines, on the same cases.
 *
 * @param target what was to be answered
 * @param count number of cases: windows, sequences, steps or symbols
 * @param decidedBy the measure that decides who is better
 * @param higherIsBetter whether more of it is better
 * @param scores the model's score first, then those of the baselines
 * @param detail what only this kind of problem has
 */
public record Evaluation(
    String target,
    int count,
    String decidedBy,
    boolean higherIsBetter,
    List<Score> scores,
    Detail detail) {

  /** Copies the list. */
  public Evaluation {
    scores = List.copyOf(scores);
  }

  /**
   * The model's score.
   *
   * @return the first score
   */
  public Score model() {
    return scores.getFirst();
  }

  /**
   * The baseline that is hardest to beat.
   *
   * @return the best of the other scores
   */
  public Score bestBaseline() {
    Comparator<Score> byMeasure = Comparator.comparingDouble(score -> score.get(decidedBy));
    return scores.stream()
        .skip(1)
        .min(higherIsBetter ? byMeasure.reversed() : byMeasure)
        .orElseThrow();
  }

  /**
   * Whether the model is better than every baseline.
   *
   * @return true if it is
   */
  public boolean beatsBaselines() {
    double model = model().get(decidedBy);
    double best = bestBaseline().get(decidedBy);
    return higherIsBetter ? model > best : model < best;
  }

  /** What only one kind of problem has to tell. */
  public sealed interface Detail {

    /**
     * Of a forecast.
     *
     * @param seasonalPeriod period of the seasonal naive forecast, in rows
     * @param intervals how often the truth lay inside the prediction intervals
     */
    record OfForecast(int seasonalPeriod, List<Coverage> intervals) implements Detail {}

    /**
     * How often the truth lay inside an interval.
     *
     * @param level how often it was to
     * @param coverage how often it did, on the test part
     * @param meanWidth mean width of the interval, in the units of the target
     */
    record Coverage(double level, double coverage, double meanWidth) {}

    /**
     * Of classes.
     *
     * @param classes the classes
     * @param confusion shape [true class, answered class]; number of cases
     */
    record OfClasses(List<String> classes, List<List<Integer>> confusion) implements Detail {}

    /**
     * Of anomalies.
     *
     * @param threshold score above which a row counts as an anomaly
     * @param flagged rows above it
     * @param anomalies rows that are labelled as anomalies; 0 without labels
     */
    record OfAnomalies(double threshold, int flagged, int anomalies) implements Detail {}

    /** Nothing to add. */
    record None() implements Detail {}
  }
}
