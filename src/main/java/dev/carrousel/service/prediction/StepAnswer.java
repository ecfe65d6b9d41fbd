package dev.carrousel.service.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer after one observation, by the kind of problem that the model learned. */
public sealed interface StepAnswer {

  /**
   * Of a task.
   *
   * @param outputs the output vector of this step
   */
  record Outputs(List<Double> outputs) implements StepAnswer {}

  /**
   * Of classify, for the sequence so far; of label, for this row.
   *
   * @param label the most probable class
   * @param probabilities probability of each class
   */
  record OfClass(String label, Map<String, Double> probabilities) implements StepAnswer {}

  /**
   * Of regress, for the sequence so far.
   *
   * @param value the number, in the units of the target
   */
  record OfValue(double value) implements StepAnswer {}

  /**
   * Of next-symbol.
   *
   * @param next the symbols most likely to follow, likeliest first
   * @param drawn a symbol drawn from all that may follow, if the session draws
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfSymbols(List<Likely> next, @Nullable Likely drawn) implements StepAnswer {}

  /**
   * Of anomaly.
   *
   * @param threshold score above which a row is an anomaly
   * @param score score of this row; null of the first, and of rows without values
   * @param anomaly whether it is one
   */
  record OfScore(double threshold, @Nullable Double score, boolean anomaly) implements StepAnswer {}

  /**
   * Of forecast, from this row on.
   *
   * @param rowsMissing rows to come before the window is full; 0 with a forecast
   * @param forecast future rows, nearest first; none before the window is full, and of several rows
   *     given at once only for the last
   */
  record OfForecast(int rowsMissing, List<ForecastResponse.Row> forecast) implements StepAnswer {}

  /**
   * A symbol that may follow.
   *
   * @param symbol the symbol; null for the end of the series
   * @param probability how likely it is
   */
  record Likely(@Nullable String symbol, double probability) {}
}
