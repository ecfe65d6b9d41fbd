package dev.carrousel.service.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sequences to be answered.
 *
 * @param sequences the sequences
 * @param sampling how a next-symbol model goes on; without it, it only tells what may follow
 */
record PredictRequest(
    @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid SequenceRequest> sequences,
    @Valid @Nullable SamplingRequest sampling) {

  /**
   * One sequence: rows for a model that learned columns of a dataset, a text or events for one that
   * learned what follows, symbols or vectors for one that learned a task.
   *
   * @param rows one row per step, by column name; null for a missing value
   * @param text characters; may be empty to begin with nothing
   * @param events names of events
   * @param symbols one symbol per step, as its number from 0
   * @param vectors one input vector per step
   */
  record SequenceRequest(
      @Size(min = 1, max = 100_000) @Nullable List<Map<String, @Nullable Object>> rows,
      @Schema(example = "Call me ") @Size(max = 100_000) @Nullable String text,
      @Size(max = 100_000) @Nullable List<@NotNull String> events,
      @Schema(example = "[0, 1, 1]") @Size(min = 1, max = 100_000)
          @Nullable List<@NotNull Integer> symbols,
      @Size(min = 1, max = 100_000) @Nullable List<@NotNull List<@NotNull Double>> vectors) {}

  /**
   * How symbols are drawn one after another, each read before the next.
   *
   * @param length how many, at most 10,000 over all sequences; fewer if the end of a series is
   *     drawn
   * @param temperature below 1 prefers the likely, above 1 evens out; 0 takes the likeliest
   * @param seed of the random numbers
   */
  record SamplingRequest(
      @Schema(example = "100") @NotNull @Min(1) @Max(1000) Integer length,
      @Schema(example = "0.8") @DecimalMin("0") @DecimalMax("10") @Nullable Double temperature,
      @Schema(example = "1") @Min(0) @Max((1L << 53) - 1) @Nullable Long seed) {}
}
