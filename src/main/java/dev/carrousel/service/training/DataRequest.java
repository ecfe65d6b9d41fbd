package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is learned from: a dataset with a problem, or a task.
 *
 * @param task name of a built-in task
 * @param parameters parameters of the task; each has a default
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
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataRequest(
    @Schema(example = "embedded-reber") @Size(min = 1, max = 100) @Nullable String task,
    @Size(max = 50) @Nullable Map<String, Object> parameters,
    @Schema(example = "co2-weekly") @Size(min = 1, max = 100) @Nullable String dataset,
    @Nullable Problem problem,
    @Schema(example = "[\"co2\"]") @Size(min = 1, max = 50) @Nullable List<@NotNull String> targets,
    @Size(min = 1, max = 500) @Nullable List<@NotNull String> inputs,
    @Schema(example = "104") @Min(1) @Max(100_000) @Nullable Integer window,
    @Schema(example = "26") @Min(1) @Max(10_000) @Nullable Integer horizon,
    @Valid @Nullable SplitRequest split,
    @Nullable Missing missing,
    @Nullable CenteringChoice centering) {

  /** A task with all its parameters. */
  static DataRequest ofTask(String task, Map<String, Object> parameters) {
    return new DataRequest(task, parameters, null, null, null, null, null, null, null, null, null);
  }

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
