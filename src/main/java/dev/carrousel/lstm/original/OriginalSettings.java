package dev.carrousel.lstm.original;

import org.jspecify.annotations.Nullable;

/**
 * Everything but the seed that determines a network of 1995 to 1997 and how it learns.
 *
 * @param topology who feeds whom, at the beginning
 * @param initialWeights how the weights begin
 * @param learningRate alpha, positive
 * @param updateMoment when weights change
 * @param errorFlow how far error flows back; full flow needs an update per sequence
 * @param outputDelta the error of an output
 * @param outputGateCompetition whether only the output gate with the largest net input may open and
 *     all others are 0. FKI-207-95 gives the idea ("lateral inhibition") without a formula; winner
 *     takes all is its plainest reading
 * @param construction when blocks join; null if the network keeps its size
 */
public record OriginalSettings(
    OriginalTopology topology,
    InitialWeights initialWeights,
    double learningRate,
    UpdateMoment updateMoment,
    ErrorFlow errorFlow,
    OutputDelta outputDelta,
    boolean outputGateCompetition,
    @Nullable Construction construction) {

  /** Checks that the settings agree with each other. */
  public OriginalSettings {
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("learningRate must be positive, was " + learningRate);
    }
    if (errorFlow == ErrorFlow.FULL && updateMoment == UpdateMoment.STEP) {
      throw new IllegalArgumentException(
          "updateMoment must be SEQUENCE when errorFlow is FULL, was STEP");
    }
    if (outputGateCompetition && !topology.outputGates()) {
      throw new IllegalArgumentException("outputGateCompetition needs output gates, had none");
    }
    if (topology.hiddenSize() == 0 && construction == null) {
      throw new IllegalArgumentException(
          "blocks must not be empty without construction or conventionalUnits, were []");
    }
  }

  /**
   * The papers' learning: truncated error flow, an update after each step with a target, the
   * squared error, no competition, no construction.
   *
   * @param topology who feeds whom
   * @param initialWeights how the weights begin
   * @param learningRate alpha, positive
   * @return the settings
   */
  public static OriginalSettings of(
      OriginalTopology topology, InitialWeights initialWeights, double learningRate) {
    return new OriginalSettings(
        topology,
        initialWeights,
        learningRate,
        UpdateMoment.STEP,
        ErrorFlow.TRUNCATED,
        new OutputDelta.Squared(),
        false,
        null);
  }

  /**
   * The same with another topology.
   *
   * @param other who feeds whom
   * @return new settings
   */
  public OriginalSettings withTopology(OriginalTopology other) {
    return new OriginalSettings(
        other,
        initialWeights,
        learningRate,
        updateMoment,
        errorFlow,
        outputDelta,
        outputGateCompetition,
        construction);
  }

  /**
   * The same with another learning rate.
   *
   * @param other alpha, positive
   * @return new settings
   */
  public OriginalSettings withLearningRate(double other) {
    return new OriginalSettings(
        topology,
        initialWeights,
        other,
        updateMoment,
        errorFlow,
        outputDelta,
        outputGateCompetition,
        construction);
  }

  /**
   * The same with another error flow and moment of update.
   *
   * @param flow how far error flows back
   * @param moment when weights change
   * @return new settings
   */
  public OriginalSettings withGradient(ErrorFlow flow, UpdateMoment moment) {
    return new OriginalSettings(
        topology,
        initialWeights,
        learningRate,
        moment,
        flow,
        outputDelta,
        outputGateCompetition,
        construction);
  }

  /**
   * The same with another error of the outputs.
   *
   * @param other the error of an output
   * @return new settings
   */
  public OriginalSettings withOutputDelta(OutputDelta other) {
    return new OriginalSettings(
        topology,
        initialWeights,
        learningRate,
        updateMoment,
        errorFlow,
        other,
        outputGateCompetition,
        construction);
  }

  /**
   * The same with or without competition of the output gates.
   *
   * @param other whether only one output gate may open
   * @return new settings
   */
  public OriginalSettings withOutputGateCompetition(boolean other) {
    return new OriginalSettings(
        topology,
        initialWeights,
        learningRate,
        updateMoment,
        errorFlow,
        outputDelta,
        other,
        construction);
  }

  /**
   * The same with another rule of construction.
   *
   * @param other when blocks join; null if the network keeps its size
   * @return new settings
   */
  public OriginalSettings withConstruction(@Nullable Construction other) {
    return new OriginalSettings(
        topology,
        initialWeights,
        learningRate,
        updateMoment,
        errorFlow,
        outputDelta,
        outputGateCompetition,
        other);
  }
}
