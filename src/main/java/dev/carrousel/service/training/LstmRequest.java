package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carrousel.lstm.layered.Initialiser;
import dev.carrousel.lstm.layered.ReadOut;
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
 * A stack of LSTM layers.
 *
 * @param layers number of memory cells of each layer, from the input upwards
 * @param forgetGate what multiplies the state of a cell from step to step
 * @param forgetBias initial bias of the forget gates
 * @param peepholes whether gates see the state of their cell
 * @param bidirectional whether a second direction reads each sequence from its end
 * @param embedding width of a learned vector for each symbol; without it symbols are one-hot
 *     vectors
 * @param dropout share of the numbers from one layer to the next that is left out while learning
 * @param initialiser how weights are drawn
 * @param readOut whether outputs are computed at each step or from the end of a sequence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LstmRequest(
    @Schema(example = "[32]") @Size(min = 1, max = 16)
        @Nullable List<@NotNull @Min(1) @Max(8192) Integer> layers,
    @Nullable ForgetGate forgetGate,
    @Schema(example = "1.0") @DecimalMin("-100") @DecimalMax("100") @Nullable Double forgetBias,
    @Nullable Boolean peepholes,
    @Nullable Boolean bidirectional,
    @Schema(example = "16") @Min(1) @Max(8192) @Nullable Integer embedding,
    @Schema(example = "0.2") @DecimalMin("0") @DecimalMax("0.95") @Nullable Double dropout,
    @Nullable Initialiser initialiser,
    @Nullable ReadOut readOut)
    implements NetworkRequest {

  /** Nothing set. */
  static final LstmRequest NONE =
      new LstmRequest(null, null, null, null, null, null, null, null, null);

  /** What multiplies the state of a cell from step to step. */
  enum ForgetGate {
    /** A gate of its own. */
    @JsonProperty("own")
    OWN,
    /** What the input gate leaves over. */
    @JsonProperty("coupled")
    COUPLED,
    /** Nothing, as in 1997. */
    @JsonProperty("none")
    NONE
  }

  /**
   * The same with all defaults filled in.
   *
   * @param cells memory cells of the one layer
   */
  LstmRequest complete(int cells, ReadOut usualReadOut) {
    ForgetGate gate = forgetGate == null ? ForgetGate.OWN : forgetGate;
    Double usualBias = gate == ForgetGate.OWN ? 1.0 : null;
    return new LstmRequest(
        layers == null ? List.of(cells) : layers,
        gate,
        forgetBias == null ? usualBias : forgetBias,
        peepholes != null && peepholes,
        bidirectional != null && bidirectional,
        embedding,
        dropout == null ? 0.0 : dropout,
        initialiser == null ? Initialiser.UNIFORM : initialiser,
        readOut == null ? usualReadOut : readOut);
  }
}
