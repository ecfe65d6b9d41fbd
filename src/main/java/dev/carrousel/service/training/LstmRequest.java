package dev.carrousel.service.training;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack of LSTM layers with forget gates.
 *
 * @param layers number of memory cells of each layer, from the input upwards
 * @param forgetBias initial bias of the forget gates
 */
record LstmRequest(
    @Schema(example = "[32]") @Size(min = 1, max = 16)
        @Nullable List<@NotNull @Min(1) @Max(8192) Integer> layers,
    @Schema(example = "1.0") @DecimalMin("-100") @DecimalMax("100") @Nullable Double forgetBias)
    implements NetworkRequest {}
