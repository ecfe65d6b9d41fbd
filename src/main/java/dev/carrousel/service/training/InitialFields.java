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
    checkBiases(
        "#/network/inputGateBiases",
        requireNonNull(network.inputGateBiases()),
        whyNone(network, "input", requireNonNull(network.inputGates()), allThere),
        OriginalFields.mostBlocks(network),
        problems);
    checkBiases(
        "#/network/outputGateBiases",
        requireNonNull(network.outputGateBiases()),
        whyNone(network, "output", requireNonNull(network.outputGates()), allThere),
        OriginalFields.mostBlocks(network),
        problems);
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
      String pointer,
      List<Double> given,
      @Nullable String whyNone,
      int blocks,
      FieldProblems problems) {
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
          OriginalFields.NOT_APPLICABLE,
          () -> "Expected none, as %s, found %d.".formatted(whyNone, given.size()));
    }
  }
}
