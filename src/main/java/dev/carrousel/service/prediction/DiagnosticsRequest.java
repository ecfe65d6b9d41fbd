package dev.carrousel.service.prediction;

import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network is watched at.
 *
 * @param sequences the sequences, as predict takes them; a forecaster may also get one without
 *     rows, which is the end of its data
 * @param target what the last step of the first sequence should have answered, in the network's own
 *     outputs; without it, the gradient of the sum of these outputs is followed
 * @param lags how many steps back it is followed at most; all by default
 */
record DiagnosticsRequest(
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid SequenceRequest> sequences,
    @Size(min = 1, max = 10_000) @Nullable List<@NotNull Double> target,
    @Schema(example = "100") @Min(1) @Max(100_000) @Nullable Integer lags) {}
