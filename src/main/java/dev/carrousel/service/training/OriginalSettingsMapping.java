package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.original.Biases;
import dev.carrousel.lstm.original.Construction;
import dev.carrousel.lstm.original.ErrorFlow;
import dev.carrousel.lstm.original.HiddenSources;
import dev.carrousel.lstm.original.InitialWeights;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.original.OriginalTopology;
import dev.carrousel.lstm.original.OutputDelta;
import dev.carrousel.lstm.original.Squash;
import dev.carrousel.service.training.LearningRequest.Algorithm;
import dev.carrousel.service.training.LearningRequest.OutputError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the request for an original network and its settings, both ways. */
final class OriginalSettingsMapping {

  private OriginalSettingsMapping() {}

  /** The request with every default filled in. */
  static OriginalRequest complete(OriginalRequest given) {
    return new OriginalRequest(
        or(given.blocks(), given.construction() == null ? List.of(2, 2) : List.of()),
        or(given.hiddenUnits(), 0),
        or(given.inputGates(), true),
        or(given.outputGates(), true),
        or(given.cellInput(), Squash.CENTERED_TWO),
        or(given.cellOutput(), Squash.CENTERED_ONE),
        complete(given.hiddenSources()),
        or(given.shortcuts(), false),
        complete(given.biases()),
        or(given.initialRange(), 0.1),
        or(given.inputGateBiases(), List.of()),
        or(given.outputGateBiases(), List.of()),
        or(given.outputGateCompetition(), false),
        complete(given.construction()));
  }

  private static OriginalRequest.Sources complete(OriginalRequest.@Nullable Sources given) {
    return given == null
        ? new OriginalRequest.Sources(true, true, true)
        : new OriginalRequest.Sources(
            or(given.gates(), true), or(given.cells(), true), or(given.hiddenUnits(), true));
  }

  private static OriginalRequest.BiasedUnits complete(OriginalRequest.@Nullable BiasedUnits given) {
    return given == null
        ? new OriginalRequest.BiasedUnits(true, true, true, true)
        : new OriginalRequest.BiasedUnits(
            or(given.outputs(), true),
            or(given.gates(), true),
            or(given.cells(), true),
            or(given.hiddenUnits(), true));
  }

  private static OriginalRequest.@Nullable ConstructionRequest complete(
      OriginalRequest.@Nullable ConstructionRequest given) {
    Construction usual = Construction.USUAL;
    return given == null
        ? null
        : new OriginalRequest.ConstructionRequest(
            or(given.window(), usual.window()),
            or(given.minimumImprovement(), usual.minimumImprovement()),
            or(given.cellsPerBlock(), usual.cellsPerBlock()),
            or(given.maximumBlocks(), usual.maximumBlocks()),
            or(given.reference(), usual.reference()));
  }

  /** The settings of a complete request, for a task of these sizes. */
  static OriginalSettings settings(
      OriginalRequest network, LearningRequest learning, int inputSize, int outputSize) {
    OriginalTopology topology =
        new OriginalTopology(
            inputSize,
            outputSize,
            requireNonNull(network.blocks()),
            requireNonNull(network.hiddenUnits()),
            requireNonNull(network.inputGates()),
            requireNonNull(network.outputGates()),
            requireNonNull(network.cellInput()),
            requireNonNull(network.cellOutput()),
            sources(requireNonNull(network.hiddenSources())),
            requireNonNull(network.shortcuts()),
            biases(requireNonNull(network.biases())));
    InitialWeights initial =
        new InitialWeights(
            requireNonNull(network.initialRange()),
            requireNonNull(network.inputGateBiases()),
            requireNonNull(network.outputGateBiases()));
    return new OriginalSettings(
        topology,
        initial,
        requireNonNull(learning.learningRate()),
        requireNonNull(learning.update()),
        learning.algorithm() == Algorithm.BPTT ? ErrorFlow.FULL : ErrorFlow.TRUNCATED,
        delta(learning),
        requireNonNull(network.outputGateCompetition()),
        construction(network.construction()));
  }

  private static HiddenSources sources(OriginalRequest.Sources sources) {
    return new HiddenSources(
        requireNonNull(sources.gates()),
        requireNonNull(sources.cells()),
        requireNonNull(sources.hiddenUnits()));
  }

  private static Biases biases(OriginalRequest.BiasedUnits biases) {
    return new Biases(
        requireNonNull(biases.outputs()),
        requireNonNull(biases.gates()),
        requireNonNull(biases.cells()),
        requireNonNull(biases.hiddenUnits()));
  }

  private static OutputDelta delta(LearningRequest learning) {
    return switch (requireNonNull(learning.outputError())) {
      case SQUARED -> new OutputDelta.Squared();
      case OFFSET -> new OutputDelta.Offset(requireNonNull(learning.outputErrorOffset()));
      case CROSS_ENTROPY -> new OutputDelta.CrossEntropy();
    };
  }

  private static @Nullable Construction construction(
      OriginalRequest.@Nullable ConstructionRequest request) {
    return request == null
        ? null
        : new Construction(
            requireNonNull(request.window()),
            requireNonNull(request.minimumImprovement()),
            requireNonNull(request.cellsPerBlock()),
            requireNonNull(request.maximumBlocks()),
            requireNonNull(request.reference()));
  }

  /** The complete request that settings come from. */
  static OriginalRequest network(OriginalSettings settings) {
    OriginalTopology topology = settings.topology();
    HiddenSources sources = topology.hiddenSources();
    Biases biases = topology.biases();
    Construction rule = settings.construction();
    return new OriginalRequest(
        topology.blocks(),
        topology.conventionalUnits(),
        topology.inputGates(),
        topology.outputGates(),
        topology.cellInput(),
        topology.cellOutput(),
        new OriginalRequest.Sources(sources.gates(), sources.cells(), sources.conventionalUnits()),
        topology.shortcuts(),
        new OriginalRequest.BiasedUnits(
            biases.outputs(), biases.gates(), biases.cells(), biases.conventionalUnits()),
        settings.initialWeights().range(),
        settings.initialWeights().inputGateBiases(),
        settings.initialWeights().outputGateBiases(),
        settings.outputGateCompetition(),
        rule == null
            ? null
            : new OriginalRequest.ConstructionRequest(
                rule.window(),
                rule.minimumImprovement(),
                rule.cellsPerBlock(),
                rule.maximumBlocks(),
                rule.reference()));
  }

  /** The learning part of the complete request that settings come from. */
  static LearningRequest learning(OriginalSettings settings, long maxSequences) {
    OutputError error =
        switch (settings.outputDelta()) {
          case OutputDelta.Squared _ -> OutputError.SQUARED;
          case OutputDelta.Offset _ -> OutputError.OFFSET;
          case OutputDelta.CrossEntropy _ -> OutputError.CROSS_ENTROPY;
        };
    Double offset =
        settings.outputDelta() instanceof OutputDelta.Offset given ? given.offset() : null;
    return new LearningRequest(
        settings.errorFlow() == ErrorFlow.FULL ? Algorithm.BPTT : Algorithm.TRUNCATED_GRADIENT,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        settings.learningRate(),
        settings.updateMoment(),
        error,
        offset,
        new LearningRequest.Stop(maxSequences));
  }

  private static <T> T or(@Nullable T given, T byDefault) {
    return given == null ? byDefault : given;
  }
}
