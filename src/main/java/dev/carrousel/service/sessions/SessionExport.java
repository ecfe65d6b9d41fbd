package dev.carrousel.service.sessions;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A session on its way to another server.
 *
 * @param format tells how it is written
 * @param model the model that it asked
 * @param version its version
 * @param weightsDigest SHA-256 of the weights: only a model with the same ones can go on
 * @param step observations so far
 * @param idleSeconds how long it lived unused
 * @param state every tensor of its state
 */
public record SessionExport(
    @Schema(example = FORMAT) @NotNull @Pattern(regexp = FORMAT, message = "must be " + FORMAT)
        String format,
    @Schema(example = "co2") @NotNull String model,
    @NotNull Integer version,
    @NotNull String weightsDigest,
    @NotNull @Min(0) @Max((1L << 53) - 1) Long step,
    @NotNull @Min(1) Integer idleSeconds,
    @Schema(type = "object") @NotNull Map<String, @NotNull JsonNode> state) {

  static final String FORMAT = "carrousel-session-1";
}
