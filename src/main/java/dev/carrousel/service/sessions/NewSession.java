package dev.carrousel.service.sessions;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A session to open.
 *
 * @param idleSeconds how long it is to live unused; ten minutes unless the service is set otherwise
 * @param state tensors to begin with, by name as {@code GET .../state} tells them; the others begin
 *     as always
 * @param sampling how a next-symbol model draws; without it, it only tells what may follow
 * @param series which series of its training data a forecast goes on from; "" for a single one
 * @param export a session that was exported here or on another server, to go on from
 */
public record NewSession(
    @Schema(example = "600") @Min(1) @Nullable Integer idleSeconds,
    @Schema(type = "object") @Nullable Map<String, @NotNull JsonNode> state,
    @Valid @Nullable Drawing sampling,
    @Size(max = 200) @Nullable String series,
    @Valid @Nullable SessionExport export) {

  /** Nothing but defaults. */
  public static final NewSession PLAIN = new NewSession(null, null, null, null, null);

  /**
   * How symbols are drawn, one after each observation.
   *
   * @param seed of the random numbers
   * @param temperature below 1 prefers the likely, above 1 evens out; 0 takes the likeliest
   */
  public record Drawing(
      @Schema(example = "1") @NotNull @Min(0) @Max((1L << 53) - 1) Long seed,
      @Schema(example = "0.8") @DecimalMin("0") @DecimalMax("10") @Nullable Double temperature) {}
}
