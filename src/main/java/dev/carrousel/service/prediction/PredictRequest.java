package dev.carrousel.service.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sequences to be answered.
 *
 * @param sequences the sequences
 */
record PredictRequest(
    @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid SequenceRequest> sequences) {

  /**
   * One sequence, as symbols or as vectors.
   *
   * @param symbols one symbol per step, as its number from 0
   * @param vectors one input vector per step
   */
  record SequenceRequest(
      @Schema(example = "[0, 1, 1]") @Size(min = 1, max = 100_000)
          @Nullable List<@NotNull Integer> symbols,
      @Size(min = 1, max = 100_000) @Nullable List<@NotNull List<@NotNull Double>> vectors) {}
}
