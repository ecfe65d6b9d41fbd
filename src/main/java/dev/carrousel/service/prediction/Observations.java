package dev.carrousel.service.prediction;

import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The next observations of a sequence, one or several, written as the model reads them.
 *
 * @param rows rows by column name; null for a missing value
 * @param text characters
 * @param events names of events
 * @param symbols symbols of a task, as their numbers from 0
 * @param vectors input vectors of a task
 * @param future for a forecast, the rows to come as far as they are known
 */
public record Observations(
    @Size(min = 1, max = MOST) @Nullable List<Map<String, @Nullable Object>> rows,
    @Schema(example = "C") @Size(min = 1, max = MOST) @Nullable String text,
    @Size(min = 1, max = MOST) @Nullable List<@NotNull String> events,
    @Size(min = 1, max = MOST) @Nullable List<@NotNull Integer> symbols,
    @Size(min = 1, max = MOST) @Nullable List<@NotNull List<@NotNull Double>> vectors,
    @Size(max = 100_000) @Nullable List<Map<String, @Nullable Object>> future) {

  static final int MOST = 1000;

  /** Rows alone. */
  public static Observations ofRows(List<Map<String, @Nullable Object>> rows) {
    return new Observations(rows, null, null, null, null, null);
  }

  /** Input vectors of a task alone. */
  public static Observations ofVectors(List<List<Double>> vectors) {
    return new Observations(null, null, null, null, vectors, null);
  }

  /** Symbols of a task alone. */
  public static Observations ofSymbols(List<Integer> symbols) {
    return new Observations(null, null, null, symbols, null, null);
  }

  /** Events, or the characters of a text, one by one. */
  public static Observations ofWords(List<String> words, boolean text) {
    return text
        ? new Observations(null, String.join("", words), null, null, null, null)
        : new Observations(null, null, words, null, null, null);
  }

  SequenceRequest toSequence() {
    return new SequenceRequest(rows, text, events, symbols, vectors);
  }
}
