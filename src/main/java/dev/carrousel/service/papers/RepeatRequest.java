package dev.carrousel.service.papers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment is to be repeated.
 *
 * @param trials number of trials, at most the paper's; by default all
 * @param seed seed of the first trial; later trials count on from it
 * @param model model to store the weights under
 */
record RepeatRequest(
    @Schema(example = "10") @Min(1) @Max(1000) @Nullable Integer trials,
    @Schema(example = "301") @Min(0) @Max((1L << 53) - 1) @Nullable Long seed,
    @Schema(example = "reber") @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
        @Nullable String model) {}
