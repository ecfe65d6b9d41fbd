package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carrousel.lstm.problem.Centering;
import dev.carrousel.lstm.sequence.CalendarCycle;
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
 * What is learned from: a dataset with a problem, or a task.
 *
 * @param task name of a built-in task
 * @param parameters parameters of the task; each has a default
 * @param dataset identifier or name of a dataset
 * @param problem what is to be learned
 * @param targets columns to be answered
 * @param inputs columns to read; by default all that hold numbers or a few different texts
 * @param categorical columns of numbers that are names, such as a postcode
 * @param series column that tells the series of a file apart
 * @param known inputs whose future is known when a forecast is made
 * @param calendar cycles of the calendar to read from the time of a row; by default those that the
 *     data spans
 * @param label column that marks anomalies
 * @param window number of rows that are read at once
 * @param horizon number of future rows that are forecast at once
 * @param split shares of the rows that are kept from learning
 * @param missing what happens to missing values
 * @param centering what values are compared with before the network sees them; by default what
 *     suits the series
 * @param levels levels of the prediction intervals
 * @param falseAlarms share of ordinary rows that may count as anomalies
 * @param classWeights what a class counts in learning; those that are not named count 1
 * @param maxSequences windows or sequences to learn from at most, spread evenly over the data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataRequest(
    @Schema(example = "embedded-reber") @Size(min = 1, max = 100) @Nullable String task,
    @Size(max = 50) @Nullable Map<String, Object> parameters,
    @Schema(example = "co2-weekly") @Size(min = 1, max = 100) @Nullable String dataset,
    @Nullable ProblemKind problem,
    @Schema(example = "[\"co2\"]") @Size(min = 1, max = 50) @Nullable List<@NotNull String> targets,
    @Size(min = 1, max = 500) @Nullable List<@NotNull String> inputs,
    @Size(max = 500) @Nullable List<@NotNull String> categorical,
    @Schema(example = "mote_id") @Size(min = 1, max = 200) @Nullable String series,
    @Size(max = 500) @Nullable List<@NotNull String> known,
    @Size(max = 3) @Nullable List<@NotNull CalendarCycle> calendar,
    @Size(min = 1, max = 200) @Nullable String label,
    @Schema(example = "104") @Min(1) @Max(100_000) @Nullable Integer window,
    @Schema(example = "26") @Min(1) @Max(10_000) @Nullable Integer horizon,
    @Valid @Nullable SplitRequest split,
    @Nullable Missing missing,
    @Nullable Centering centering,
    @Schema(example = "[0.8, 0.95]") @Size(max = 10)
        @Nullable List<@NotNull @DecimalMin("0.01") @DecimalMax("0.999") Double> levels,
    @Schema(example = "0.001") @DecimalMin("0.000001") @DecimalMax("0.5")
        @Nullable Double falseAlarms,
    @Schema(example = "{\"snow\": 5.0}") @Size(min = 1, max = 1000)
        @Nullable Map<String, @NotNull @DecimalMin("0") @DecimalMax("1e6") Double> classWeights,
    @Schema(example = "20000") @Min(1) @Max(10_000_000) @Nullable Integer maxSequences) {

  /** A task with all its parameters. */
  static DataRequest ofTask(String task, Map<String, Object> parameters) {
    return new DataRequest(
        task,
        parameters,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Kinds of problems. */
  enum ProblemKind {
    /** Future rows of series from their past rows. */
    @JsonProperty("forecast")
    FORECAST,
    /** The class of a sequence. */
    @JsonProperty("classify")
    CLASSIFY,
    /** The class of every row. */
    @JsonProperty("label")
    LABEL,
    /** A number per sequence. */
    @JsonProperty("regress")
    REGRESS,
    /** The character or event that follows. */
    @JsonProperty("next-symbol")
    NEXT_SYMBOL,
    /** Rows that do not follow from those before. */
    @JsonProperty("anomaly")
    ANOMALY
  }

  /** What happens to missing values. */
  enum Missing {
    /**
     * The last value before stands in where the network reads; nothing is learned from a missing
     * target.
     */
    @JsonProperty("previous")
    PREVIOUS,
    /** The network is told that the value is missing; nothing is learned from a missing target. */
    @JsonProperty("mask")
    MASK,
    /** Data with missing values is refused. */
    @JsonProperty("refuse")
    REFUSE
  }
}
