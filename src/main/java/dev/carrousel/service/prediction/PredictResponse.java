package dev.carrousel.service.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to sequences.
 *
 * @param model the model that was asked
 * @param version its version
 * @param answers one per sequence
 */
record PredictResponse(String model, int version, List<Answer> answers) {

  /** The answer to one sequence, by the kind of problem that the model learned. */
  sealed interface Answer {

    /**
     * Of a task.
     *
     * @param outputs one output vector per step
     */
    record Outputs(List<List<Double>> outputs) implements Answer {}

    /**
     * Of classify.
     *
     * @param label the most probable class
     * @param probabilities probability of each class
     */
    record OfClass(String label, Map<String, Double> probabilities) implements Answer {}

    /**
     * Of label.
     *
     * @param steps the class of each row
     */
    record OfClasses(List<OfClass> steps) implements Answer {}

    /**
     * Of regress.
     *
     * @param value the number, in the units of the target
     */
    record OfValue(double value) implements Answer {}

    /**
     * Of next-symbol.
     *
     * @param next the symbols most likely to follow, likeliest first
     * @param text what was drawn, of a text
     * @param events what was drawn, of events
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfSymbols(List<Next> next, @Nullable String text, @Nullable List<String> events)
        implements Answer {}

    /**
     * Of anomaly.
     *
     * @param threshold score above which a row is an anomaly
     * @param scores score of each row; null of the first, and of rows without values
     * @param anomalies numbers of the rows above the threshold, from 0
     */
    record OfScores(double threshold, List<@Nullable Double> scores, List<Integer> anomalies)
        implements Answer {}
  }

  /**
   * A symbol that may follow.
   *
   * @param symbol the symbol; null for the end of the series
   * @param probability how likely it is
   */
  record Next(@Nullable String symbol, double probability) {}
}
