package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carrousel.lstm.original.UpdateMoment;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How it learns. Datasets are learned in epochs, tasks until their criterion is reached.
 *
 * @param algorithm where the gradient comes from
 * @param optimizer how the weights of a layered network follow it
 * @param schedule the learning rate's way through the training of a layered network
 * @param batchSize sequences per weight change of a layered network
 * @param epochs how often every window of a dataset is shown at most
 * @param clipNorm largest norm of a layered network's gradient
 * @param truncation steps after which a layered network's sequences are cut while learning; 0 for
 *     never
 * @param earlyStopping when to stop before the last epoch
 * @param learningRate size of an original network's weight changes
 * @param update when an original network's weights change
 * @param outputError what an original network's outputs pass back
 * @param outputErrorOffset constant that {@code offset} adds to the outputs' derivative
 * @param stop when to give a task up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LearningRequest(
    @Nullable Algorithm algorithm,
    @Valid @Nullable OptimizerRequest optimizer,
    @Valid @Nullable ScheduleRequest schedule,
    @Schema(example = "32") @Min(1) @Max(4096) @Nullable Integer batchSize,
    @Schema(example = "30") @Min(1) @Max(1_000_000) @Nullable Integer epochs,
    @Schema(example = "1.0") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1e9")
        @Nullable Double clipNorm,
    @Schema(example = "0") @Min(0) @Max(1_000_000) @Nullable Integer truncation,
    @Valid @Nullable EarlyStopping earlyStopping,
    @Schema(example = "0.5") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000")
        @Nullable Double learningRate,
    @Nullable UpdateMoment update,
    @Nullable OutputError outputError,
    @DecimalMin("0") @DecimalMax("1") @Nullable Double outputErrorOffset,
    @Valid @Nullable Stop stop) {

  /** Nothing set. */
  static final LearningRequest NONE =
      new LearningRequest(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Where the gradient comes from. */
  enum Algorithm {
    /** Full backpropagation through time. */
    @JsonProperty("bptt")
    BPTT,
    /** The truncated gradient of 1997, for original networks. */
    @JsonProperty("truncated-gradient")
    TRUNCATED_GRADIENT
  }

  /** What an original network's outputs pass back. */
  enum OutputError {
    /** (target - output) times the derivative of the logistic function. */
    @JsonProperty("squared")
    SQUARED,
    /** The same with a constant added to the derivative. */
    @JsonProperty("offset")
    OFFSET,
    /** (target - output) alone. */
    @JsonProperty("cross-entropy")
    CROSS_ENTROPY
  }

  /**
   * When to stop before the last epoch.
   *
   * @param patience epochs without a better validation loss; 0 for never
   */
  record EarlyStopping(
      @Schema(example = "10") @Min(0) @Max(1_000_000) @Nullable Integer patience) {}

  /**
   * When to give a task up.
   *
   * @param maxSequences sequences shown at most
   */
  record Stop(
      @Schema(example = "100000") @Min(1) @Max(1_000_000_000) @Nullable Long maxSequences) {}
}
