package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;

/**
 * What parity and the Tomita grammars share (NIPS 1996, random search): strings of 0 and 1, shown
 * as -1 and 1, of 500 to 600 symbols; the target at the end is 1 or 0, right is an absolute error
 * below 0.1; a test has 100 sequences.
 */
final class BinaryStrings {

  static final double BOUND = 0.1;

  private BinaryStrings() {}

  static Sequence sequence(boolean[] text, boolean target) {
    double[] values = new double[text.length];
    for (int step = 0; step < text.length; step++) {
      values[step] = text[step] ? 1 : -1;
    }
    return Sequence.endingIn(Inputs.Vectors.of(values, 1), new double[] {target ? 1 : 0});
  }

  static List<Parameter> parameters() {
    return List.of(
        new Parameter.Whole("minimumLength", "Shortest string.", 500, 2, 1000),
        new Parameter.Whole("maximumLength", "Longest string.", 600, 3, 1000),
        Parameters.checkEvery(100),
        Parameters.testSequences(100));
  }

  static TestRule rule(Values values) {
    return TestRule.allCorrect(
        values.whole(Parameters.CHECK_EVERY), values.whole(Parameters.TEST_SEQUENCES));
  }

  /** Checks that there are strings of an even length. */
  static void requireLengths(int minimum, int maximum) {
    if (maximum <= minimum) {
      throw new IllegalArgumentException(
          "maximumLength must be above minimumLength = %d, was %d".formatted(minimum, maximum));
    }
  }
}
