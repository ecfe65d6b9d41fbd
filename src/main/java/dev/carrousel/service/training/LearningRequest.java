package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How it learns.
 *
 * @param algorithm where the gradient comes from
 * @param optimizer how the weights follow it
 * @param batchSize windows per weight change
 * @param epochs how often every window is shown at most
 * @param clipNorm largest norm of the gradient
 * @param earlyStopping when to stop before the last epoch
 */
record LearningRequest(
    @Nullable Algorithm algorithm,
    @Valid @Nullable OptimizerRequest optimizer,
    @Schema(example = "32") @Min(1) @Max(4096) @Nullable Integer batchSize,
    @Schema(example = "30") @Min(1) @Max(1_000_000) @Nullable Integer epochs,
    @Schema(example = "1.0") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1e9")
        @Nullable Double clipNorm,
    @Valid @Nullable EarlyStopping earlyStopping) {

  /** Where the gradient comes from. */
  enum Algorithm {
    /** Full backpropagation through time. */
    @JsonProperty("bptt")
    BPTT
  }

  /**
   * When to stop before the last epoch.
   *
   * @param patience epochs without a better validation loss; 0 for never
   */
  record EarlyStopping(
      @Schema(example = "10") @Min(0) @Max(1_000_000) @Nullable Integer patience) {}
}
