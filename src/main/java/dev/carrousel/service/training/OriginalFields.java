package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.service.web.FieldProblems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses settings of an original network that it would ignore. Defaults pass, so that a complete
 * request can be submitted again. Jobs that were let in before are not asked.
 */
final class OriginalFields {

  private static final String NOT_APPLICABLE = "not_applicable";

  private OriginalFields() {}

  static void check(TrainingRequest request, FieldProblems problems) {
    if (request.data().task() == null || request.network() instanceof LstmRequest) {
      return;
    }
    OriginalRequest network =
        OriginalSettingsMapping.complete(
            request.network() instanceof OriginalRequest given ? given : OriginalRequest.NONE);
    checkGateBiases(network, problems);
  }

  /** Blocks that join read the same lists. */
  private static void checkGateBiases(OriginalRequest network, FieldProblems problems) {
    boolean biased = requireNonNull(requireNonNull(network.biases()).gates());
    String inputs = whyNone("input", requireNonNull(network.inputGates()), biased);
    String outputs = whyNone("output", requireNonNull(network.outputGates()), biased);
    Biases ofInputs =
        new Biases("#/network/inputGateBiases", requireNonNull(network.inputGateBiases()), inputs);
    Biases ofOutputs =
        new Biases(
            "#/network/outputGateBiases", requireNonNull(network.outputGateBiases()), outputs);
    ofInputs.check(mostBlocks(network), problems);
    ofOutputs.check(mostBlocks(network), problems);
  }

  private static @Nullable String whyNone(String kind, boolean gates, boolean biased) {
    return !gates ? "there are no %s gates".formatted(kind) : biased ? null : "gates have no bias";
  }

  /** Blocks that there ever are. */
  private static int mostBlocks(OriginalRequest network) {
    int blocks = requireNonNull(network.blocks()).size();
    OriginalRequest.ConstructionRequest construction = network.construction();
    return construction == null
        ? blocks
        : Math.max(blocks, requireNonNull(construction.maximumBlocks()));
  }

  /**
   * Initial biases of gates of one kind.
   *
   * @param pointer where they stand
   * @param given one for each block
   * @param whyNone why there must be none, null if there may be some
   */
  private record Biases(String pointer, List<Double> given, @Nullable String whyNone) {

    void check(int blocks, FieldProblems problems) {
      if (whyNone == null) {
        problems.require(
            given.size() <= blocks,
            pointer,
            "too_many",
            () ->
                "Expected at most one for each of %d blocks, found %d."
                    .formatted(blocks, given.size()));
      } else {
        problems.require(
            given.isEmpty(),
            pointer,
            NOT_APPLICABLE,
            () -> "Expected none, as %s, found %d.".formatted(whyNone, given.size()));
      }
    }
  }
}
