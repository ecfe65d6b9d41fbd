package dev.carrousel.lstm.sequence;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One sequence to learn from or to be judged by: an input at each step and a target at some of the
 * steps.
 *
 * @param inputs the inputs of all T steps
 * @param targets shape [T]; row t is the target vector of step t, of size O, or null where no error
 *     is defined; shared, never written
 */
public record Sequence(Inputs inputs, double[] @Nullable [] targets) {

  /**
   * Checks that there is one row of targets for each step. Spelled out because a compact
   * constructor loses, in the class file, the annotation that rows may be null.
   *
   * @param inputs the inputs of all T steps
   * @param targets shape [T], one row of size O or null for each step
   */
  public Sequence(Inputs inputs, double[] @Nullable [] targets) {
    if (targets.length != inputs.length()) {
      throw new IllegalArgumentException(
          "targets must have %d rows, had %d".formatted(inputs.length(), targets.length));
    }
    this.inputs = inputs;
    this.targets = targets;
  }

  /**
   * A sequence with an error at its last step only.
   *
   * @param inputs the inputs
   * @param target shape [O], the target of the last step; shared, never written
   * @return the sequence
   */
  public static Sequence endingIn(Inputs inputs, double[] target) {
    double[] @Nullable [] targets = new double[inputs.length()][];
    targets[targets.length - 1] = target;
    return new Sequence(inputs, targets);
  }

  /**
   * A sequence without any target, to be answered only.
   *
   * @param inputs the inputs
   * @return the sequence
   */
  public static Sequence question(Inputs inputs) {
    return new Sequence(inputs, new double[inputs.length()][]);
  }

  /**
   * Whether no step but the last has a target.
   *
   * @return true if all targets but the last are missing
   */
  public boolean asksOnlyAtTheEnd() {
    return Arrays.stream(targets).limit(targets.length - 1L).allMatch(Objects::isNull);
  }

  /**
   * Number of steps.
   *
   * @return sequence length T
   */
  public int length() {
    return inputs.length();
  }
}
