package dev.carrousel.service.training;

import dev.carrousel.lstm.original.Construction;
import dev.carrousel.lstm.original.Squash;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM of 1995 to 1997: memory cell blocks with input and output gates, no forget gates.
 *
 * @param blocks number of cells of each memory cell block; may be empty where construction adds
 *     them
 * @param hiddenUnits number of conventional hidden units
 * @param inputGates whether blocks have input gates
 * @param outputGates whether blocks have output gates
 * @param cellInput g, the squashing function of a cell's input
 * @param cellOutput h, the squashing function of a cell's state
 * @param hiddenSources which hidden units feed the hidden layer
 * @param shortcuts whether inputs feed outputs directly
 * @param biases which units have a bias
 * @param initialRange weights begin uniformly in plus or minus this
 * @param inputGateBiases initial bias of each block's input gate, also of blocks that join; blocks
 *     beyond begin at random
 * @param outputGateBiases initial bias of each block's output gate, also of blocks that join;
 *     blocks beyond begin at random
 * @param outputGateCompetition whether only the strongest output gate may open
 * @param construction when blocks join while it learns
 */
record OriginalRequest(
    @Schema(example = "[2, 2, 2]") @Size(max = 64)
        @Nullable List<@NotNull @Min(1) @Max(64) Integer> blocks,
    @Min(0) @Max(1024) @Nullable Integer hiddenUnits,
    @Nullable Boolean inputGates,
    @Nullable Boolean outputGates,
    @Nullable Squash cellInput,
    @Nullable Squash cellOutput,
    @Valid @Nullable Sources hiddenSources,
    @Nullable Boolean shortcuts,
    @Valid @Nullable BiasedUnits biases,
    @DecimalMin("0") @DecimalMax("100") @Nullable Double initialRange,
    @Size(max = 64)
        @Nullable List<@NotNull @DecimalMin("-100") @DecimalMax("100") Double> inputGateBiases,
    @Size(max = 64)
        @Nullable List<@NotNull @DecimalMin("-100") @DecimalMax("100") Double> outputGateBiases,
    @Nullable Boolean outputGateCompetition,
    @Valid @Nullable ConstructionRequest construction)
    implements NetworkRequest {

  /** Nothing set. */
  static final OriginalRequest NONE =
      new OriginalRequest(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /**
   * Which hidden units feed the hidden layer.
   *
   * @param gates input and output gates
   * @param cells cell outputs
   * @param hiddenUnits conventional hidden units
   */
  record Sources(@Nullable Boolean gates, @Nullable Boolean cells, @Nullable Boolean hiddenUnits) {}

  /**
   * Which units have a bias.
   *
   * @param outputs output units
   * @param gates input and output gates
   * @param cells memory cells
   * @param hiddenUnits conventional hidden units
   */
  record BiasedUnits(
      @Nullable Boolean outputs,
      @Nullable Boolean gates,
      @Nullable Boolean cells,
      @Nullable Boolean hiddenUnits) {}

  /**
   * When a block joins: when the error of a window of sequences stops falling.
   *
   * @param window sequences of one window
   * @param minimumImprovement share by which a window must fall below its reference
   * @param cellsPerBlock cells of a block that joins
   * @param maximumBlocks blocks with which construction ends
   * @param reference what a window is compared with
   */
  record ConstructionRequest(
      @Min(1) @Max(1_000_000) @Nullable Integer window,
      @DecimalMin("0") @DecimalMax("1") @Nullable Double minimumImprovement,
      @Min(1) @Max(64) @Nullable Integer cellsPerBlock,
      @Min(1) @Max(64) @Nullable Integer maximumBlocks,
      Construction.@Nullable Reference reference) {}
}
