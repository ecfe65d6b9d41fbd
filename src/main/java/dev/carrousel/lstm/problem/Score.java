package dev.carrousel.lstm.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well answers fitted the truth.
 *
 * @param name who gave them: the model, or a baseline
 * @param measures each measure by its name, in the order of interest; NaN where it is undefined
 */
public record Score(String name, Map<String, Double> measures) {

  /** What the network's own score is called. */
  public static final String MODEL = "model";

  /** Copies the measures in their order. */
  public Score {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  /**
   * One measure.
   *
   * @param measure its name
   * @return its value
   */
  public double get(String measure) {
    Double value = measures.get(measure);
    if (value == null) {
      throw new IllegalArgumentException(
          "measure must be one of %s, was %s".formatted(measures.keySet(), measure));
    }
    return value;
  }
}
