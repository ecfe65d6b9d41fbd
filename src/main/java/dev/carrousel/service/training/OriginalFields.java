package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.carrousel.lstm.original.UpdateMoment;
import dev.carrousel.service.training.LearningRequest.OutputError;
import dev.carrousel.service.web.FieldProblems;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses settings of an original network that it would ignore, and those that contradict each
 * other. Defaults pass, so that a complete request can be submitted again. Jobs that were let in
 * before are not asked.
 */
final class OriginalFields {

  static final String NOT_APPLICABLE = "not_applicable";
  static final OriginalRequest USUAL = OriginalSettingsMapping.complete(OriginalRequest.NONE);

  private OriginalFields() {}

  static void check(TrainingRequest request, FieldProblems problems) {
    if (request.data().task() == null || request.network() instanceof LstmRequest) {
      return;
    }
    OriginalRequest network =
        request.network() instanceof OriginalRequest given
            ? OriginalSettingsMapping.complete(given)
            : USUAL;
    checkBlocks(network, problems);
    checkCompetition(network, problems);
    InitialFields.check(network, request.warmStart() != null, problems);
    if (request.training() != null) {
      checkLearning(request.training(), problems);
    }
  }

  /** Blocks that there ever are. */
  static int mostBlocks(OriginalRequest network) {
    int blocks = requireNonNull(network.blocks()).size();
    OriginalRequest.ConstructionRequest construction = network.construction();
    return construction == null
        ? blocks
        : Math.max(blocks, requireNonNull(construction.maximumBlocks()));
  }

  private static void checkBlocks(OriginalRequest network, FieldProblems problems) {
    int blocks = requireNonNull(network.blocks()).size();
    OriginalRequest.ConstructionRequest construction = network.construction();
    if (construction != null) {
      int most = requireNonNull(construction.maximumBlocks());
      problems.require(
          most > blocks,
          "#/network/construction/maximumBlocks",
          "too_small",
          () ->
              "Expected more than the %d blocks at the beginning, found %d."
                  .formatted(blocks, most));
    } else if (blocks == 0) {
      checkWithoutBlocks(network, problems);
    }
  }

  private static void checkWithoutBlocks(OriginalRequest network, FieldProblems problems) {
    problems.require(
        requireNonNull(network.hiddenUnits()) > 0,
        "#/network/blocks",
        "missing",
        () -> "Expected a block, as there are neither hiddenUnits nor a construction, found none.");
    requireUsual("inputGates", USUAL.inputGates(), network.inputGates(), problems);
    requireUsual("outputGates", USUAL.outputGates(), network.outputGates(), problems);
    requireUsual("cellInput", USUAL.cellInput(), network.cellInput(), problems);
    requireUsual("cellOutput", USUAL.cellOutput(), network.cellOutput(), problems);
  }

  private static void requireUsual(
      String field, @Nullable Object usual, @Nullable Object found, FieldProblems problems) {
    problems.require(
        requireNonNull(found).equals(usual),
        "#/network/" + field,
        NOT_APPLICABLE,
        () ->
            "Expected nothing but the default %s, as there are no blocks, found %s."
                .formatted(word(usual), word(found)));
  }

  private static String word(@Nullable Object value) {
    return value instanceof Enum<?> choice
        ? choice.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : String.valueOf(value);
  }

  private static void checkCompetition(OriginalRequest network, FieldProblems problems) {
    if (!requireNonNull(network.outputGateCompetition())) {
      return;
    }
    int most = mostBlocks(network);
    boolean gates = requireNonNull(network.outputGates());
    problems.require(
        gates && most > 1,
        "#/network/outputGateCompetition",
        NOT_APPLICABLE,
        () ->
            "Expected false, as there %s, found true."
                .formatted(gates ? "is at most %d block".formatted(most) : "are no output gates"));
  }

  private static void checkLearning(LearningRequest learning, FieldProblems problems) {
    problems.require(
        learning.algorithm() != LearningRequest.Algorithm.BPTT
            || learning.update() != UpdateMoment.STEP,
        "#/training/update",
        NOT_APPLICABLE,
        () -> "Expected sequence, as the algorithm is bptt, found step.");
    problems.require(
        learning.outputErrorOffset() == null || learning.outputError() == OutputError.OFFSET,
        "#/training/outputErrorOffset",
        NOT_APPLICABLE,
        () ->
            "Expected none, as outputError is %s, found %s."
                .formatted(
                    word(requireNonNullElse(learning.outputError(), OutputError.SQUARED)),
                    learning.outputErrorOffset()));
  }
}
