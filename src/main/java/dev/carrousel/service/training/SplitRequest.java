package dev.carrousel.service.training;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the rows, in the order of time: training first, then validation, then test.
 *
 * @param validation share that chooses the best weights
 * @param test share that only judges
 */
record SplitRequest(
    @Schema(example = "0.1") @DecimalMin("0") @DecimalMax("0.8") @Nullable Double validation,
    @Schema(example = "0.1") @DecimalMin("0") @DecimalMax("0.8") @Nullable Double test) {}
