package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The inputs of the tasks 4 and 5 of NC97: pairs of a random value and a marker. One of the first
 * ten pairs, then one of the first T/2 - 1 pairs still unmarked, get the marker 1; the first and
 * the last pair get -1, all others 0. Lengths are T to T + T/10.
 *
 * <p>If the first pair itself is drawn (12 percent of all sequences), its value counts as neutral:
 * 0 in a sum, 1 in a product. The papers say this of the first draw; it is applied to the second as
 * well. They do not say which marker such a pair shows and whether its value is changed in the
 * input, so both readings are here.
 *
 * @param inputs the pairs
 * @param first the first marked value, or neutral
 * @param second the second marked value, or neutral
 */
record MarkedPairs(Inputs inputs, double first, double second) {

  /** The reading under which a drawn first pair shows the marker 1 and the neutral value. */
  static final String SHOWN = "shown";

  /** The reading under which it shows the marker -1 and its own value. */
  static final String HIDDEN = "hidden";

  /**
   * Draws pairs.
   *
   * @param minimumLength T, at least 22
   * @param neutral the value for which a drawn first pair counts
   * @param shown whether a drawn first pair shows that it was drawn
   * @param value makes a value of a uniform number in [0,1)
   * @param random the random numbers
   */
  static MarkedPairs draw(
      int minimumLength,
      double neutral,
      boolean shown,
      DoubleUnaryOperator value,
      RandomGenerator random) {
    int length = Lengths.around(minimumLength, random);
    double[] pairs = new double[2 * length];
    for (int pair = 0; pair < length; pair++) {
      pairs[2 * pair] = value.applyAsDouble(random.nextDouble());
    }
    int first = random.nextInt(10);
    int second = random.nextInt(minimumLength / 2 - 1);
    second = second >= first ? second + 1 : second;
    pairs[1] = -1;
    pairs[2 * length - 1] = -1;
    double x = mark(pairs, first, neutral, shown);
    double y = mark(pairs, second, neutral, shown);
    return new MarkedPairs(Inputs.Vectors.of(pairs, 2), x, y);
  }

  private static double mark(double[] pairs, int pair, double neutral, boolean shown) {
    if (pair > 0) {
      pairs[2 * pair + 1] = 1;
      return pairs[2 * pair];
    }
    if (shown) {
      pairs[0] = neutral;
      pairs[1] = 1;
    }
    return neutral;
  }

  static Parameter minimumLength() {
    return new Parameter.Whole("T", "Minimum length.", 100, 22, 1_000_000);
  }

  static Parameter firstPair() {
    return new Parameter.Choice(
        "firstPair",
        "If the first pair is drawn: shown marks it with 1 and a neutral value, hidden leaves its"
            + " marker at -1.",
        SHOWN,
        List.of(SHOWN, HIDDEN));
  }
}
