package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is learned from.
 *
 * @param dataset identifier or name of a dataset
 * @param problem what is to be learned
 * @param targets columns to forecast
 * @param inputs columns to forecast from; by default all number columns
 * @param window number of past rows that a forecast is made from
 * @param horizon number of future rows that are forecast at once
 * @param split shares of the rows that are kept from learning
 * @param missing what happens to missing values
 * @param centering what values are compared with before the network sees them; by default what
 *     suits the series
 */
record DataRequest(
    @Schema(example = "co2-weekly") @NotNull @Size(min = 1, max = 100) String dataset,
    @NotNull Problem problem,
    @Schema(example = "[\"co2\"]") @NotNull @Size(min = 1, max = 50) List<@NotNull String> targets,
    @Size(min = 1, max = 500) @Nullable List<@NotNull String> inputs,
    @Schema(example = "104") @Min(1) @Max(100_000) @Nullable Integer window,
    @Schema(example = "26") @Min(1) @Max(10_000) @Nullable Integer horizon,
    @Valid @Nullable SplitRequest split,
    @Nullable Missing missing,
    @Nullable CenteringChoice centering) {

  /** Kinds of problems. */
  enum Problem {
    /** Future rows of a series from its past rows. */
    @JsonProperty("forecast")
    FORECAST
  }

  /** What happens to missing values. */
  enum Missing {
    /**
     * The last value before stands in where the network reads; nothing is learned from a missing
     * target.
     */
    @JsonProperty("previous")
    PREVIOUS,
    /** Data with missing values is refused. */
    @JsonProperty("refuse")
    REFUSE
  }

  /** What values are compared with. */
  enum CenteringChoice {
    /** The mean of the training part. */
    @JsonProperty("training-mean")
    TRAINING_MEAN,
    /** The mean of each window, for series that wander off. */
    @JsonProperty("window-mean")
    WINDOW_MEAN
  }
}
