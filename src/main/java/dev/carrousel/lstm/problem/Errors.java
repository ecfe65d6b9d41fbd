package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Moments;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers how far numbers lay from the truth. */
final class Errors {

  static final String MEAN_ABSOLUTE_ERROR = "meanAbsoluteError";
  private static final String ROOT_MEAN_SQUARED_ERROR = "rootMeanSquaredError";
  private static final String EXPLAINED = "explainedVariance";

  private final Moments truths = new Moments();
  private double absolute;
  private double squared;
  private long count;

  void add(double answer, double truth) {
    if (!Double.isNaN(truth)) {
      truths.add(truth);
      absolute += Math.abs(answer - truth);
      squared += (answer - truth) * (answer - truth);
      count++;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  Score score(String name) {
    return new Score(name, measures());
  }

  /** With the share of the truth's variance that the answers explain. */
  Score scoreWithExplainedVariance(String name) {
    Map<String, Double> measures = measures();
    double variance = truths.deviation() * truths.deviation();
    measures.put(EXPLAINED, variance == 0 ? Double.NaN : 1 - squared / count / variance);
    return new Score(name, measures);
  }

  private Map<String, Double> measures() {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(MEAN_ABSOLUTE_ERROR, absolute / count);
    measures.put(ROOT_MEAN_SQUARED_ERROR, Math.sqrt(squared / count));
    return measures;
  }
}
