package dev.carrousel.service.inference;

import java.math.BigInteger;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where in a sequence a request stands.
 *
 * @param id the sequence, written as the client wrote it: 5 and "5" are two
 * @param starts whether it begins here
 * @param ends whether it ends here
 */
record SequenceStep(JsonNode id, boolean starts, boolean ends) {

  private static final BigInteger LARGEST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final int LONGEST = 200;

  /** Empty if there is no sequence, or its identifier is 0 or "". */
  static Optional<SequenceStep> of(JsonNode parameters) {
    JsonNode id = parameters.path("sequence_id");
    boolean starts = flag(parameters, "sequence_start");
    boolean ends = flag(parameters, "sequence_end");
    boolean none =
        id.isMissingNode()
            || (id.isString() && id.asString().isEmpty())
            || (id.isIntegralNumber() && id.bigIntegerValue().signum() == 0);
    if (none) {
      if (starts || ends) {
        throw InferenceException.invalid(
            "sequence_start and sequence_end need a sequence_id other than 0 and \"\"");
      }
      return Optional.empty();
    }
    boolean fits =
        id.isIntegralNumber()
            ? id.bigIntegerValue().signum() > 0 && id.bigIntegerValue().compareTo(LARGEST) <= 0
            : id.isString() && id.asString().length() <= LONGEST;
    if (!fits) {
      throw InferenceException.invalid(
          "sequence_id must be a whole number of 64 bits without sign, or a text of at most %d characters"
              .formatted(LONGEST));
    }
    return Optional.of(new SequenceStep(id, starts, ends));
  }

  private static boolean flag(JsonNode parameters, String name) {
    JsonNode flag = parameters.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw InferenceException.invalid("%s must be true or false".formatted(name));
    }
    return flag.asBoolean(false);
  }
}
