package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is submitted. Everything but the data has a default; the job answers with all of them
 * filled in.
 *
 * @param name what the user calls it
 * @param labels the user's own marks
 * @param model name to store the weights under as a new version
 * @param seed what the random numbers of the first trial begin with; later trials count on from it
 * @param trials number of runs with different seeds
 * @param priority higher goes first
 * @param maxRuntimeSeconds time at work after which a run has failed; null for none
 * @param warmStart weights to begin with; null for drawn ones
 * @param data what is learned from
 * @param network what learns
 * @param training how it learns
 * @param experiment published experiment that the job repeats; set by the papers' endpoint only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrainingRequest(
    @Schema(example = "weekly CO2") @Size(min = 1, max = 200) @Nullable String name,
    @Schema(example = "{\"team\": \"a\"}") @Size(max = 50)
        @Nullable Map<@Size(min = 1, max = 100) String, @NotNull @Size(max = 200) String> labels,
    @Schema(example = "co2")
        @Pattern(
            regexp = NAME,
            message = "must be 1 to 100 letters, digits, dots, dashes or underscores")
        @Nullable String model,
    @Schema(example = "1") @Min(0) @Max(LARGEST_SEED) @Nullable Long seed,
    @Schema(example = "1") @Min(1) @Max(1000) @Nullable Integer trials,
    @Schema(example = "0") @Min(-1000) @Max(1000) @Nullable Integer priority,
    @Schema(example = "3600") @Min(1) @Max(LONGEST_RUNTIME) @Nullable Integer maxRuntimeSeconds,
    @Valid @Nullable WarmStart warmStart,
    @NotNull @Valid DataRequest data,
    @Valid @Nullable NetworkRequest network,
    @Valid @Nullable LearningRequest training,
    @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable String experiment) {

  static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private static final long LONGEST_RUNTIME = 365L * 24 * 3600;

  /** Seeds beyond 2^53 would not survive a JSON reader that knows only doubles. */
  static final long LARGEST_SEED = (1L << 53) - 1;

  /** The same with other weights to begin with. */
  TrainingRequest withWarmStart(@Nullable WarmStart other) {
    return new TrainingRequest(
        name,
        labels,
        model,
        seed,
        trials,
        priority,
        maxRuntimeSeconds,
        other,
        data,
        network,
        training,
        experiment);
  }
}
