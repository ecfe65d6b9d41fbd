package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.service.web.FieldProblems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses what is said about an original network's first weights and would be ignored. */
final class InitialFields {

  private InitialFields() {}

  /**
   * Notes what would be ignored.
   *
   * @param network complete
   * @param warm whether the weights it begins with are there already; those of blocks that join are
   *     not
   */
  static void check(OriginalRequest network, boolean warm, FieldProblems problems) {
    boolean allThere = warm && network.construction() == null;
    checkRange(network, allThere, problems);
    boolean inputGates = requireNonNull(network.inputGates());
    boolean outputGates = requireNonNull(network.outputGates());
    checkBiases(network, "input", inputGates, network.inputGateBiases(), allThere, problems);
    checkBiases(network, "output", outputGates, network.outputGateBiases(), allThere, problems);
  }

  private static void checkRange(
      OriginalRequest network, boolean allThere, FieldProblems problems) {
    Double usual = requireNonNull(OriginalFields.USUAL.initialRange());
    problems.require(
        !allThere || usual.equals(network.initialRange()),
        "#/network/initialRange",
        OriginalFields.NOT_APPLICABLE,
        () ->
            "Expected nothing but the default %s, as the warm start brings all weights, found %s."
                .formatted(usual, network.initialRange()));
  }

  private static @Nullable String whyNone(
      OriginalRequest network, String kind, boolean gates, boolean allThere) {
    if (!gates) {
      return "there are no %s gates".formatted(kind);
    }
    boolean biased = requireNonNull(requireNonNull(network.biases()).gates());
    return !biased ? "gates have no bias" : allThere ? "the warm start brings all weights" : null;
  }

  /** Blocks that join read the same lists. */
  private static void checkBiases(
      OriginalRequest network,
      String kind,
      boolean gates,
      @Nullable List<Double> biases,
      boolean allThere,
      FieldProblems problems) {
    int given = requireNonNull(biases).size();
    String pointer = "#/network/%sGateBiases".formatted(kind);
    String whyNone = whyNone(network, kind, gates, allThere);
    if (whyNone == null) {
      int blocks = OriginalFields.mostBlocks(network);
      problems.require(
          given <= blocks,
          pointer,
          "too_many",
          () -> "Expected at most one for each of %d blocks, found %d.".formatted(blocks, given));
    } else {
      problems.require(
          given == 0,
          pointer,
          OriginalFields.NOT_APPLICABLE,
          () -> "Expected none, as %s, found %d.".formatted(whyNone, given));
    }
  }
}
