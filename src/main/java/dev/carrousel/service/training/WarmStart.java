package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Weights to begin with instead of drawn ones; one of the two.
 *
 * @param model a model of the same shape, as {@code name} or {@code name:version}
 * @param checkpoint identifier of a checkpoint of the same shape
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WarmStart(
    @Schema(example = "co2:3") @Size(min = 1, max = 120) @Nullable String model,
    @Size(min = 1, max = 40) @Nullable String checkpoint) {}
