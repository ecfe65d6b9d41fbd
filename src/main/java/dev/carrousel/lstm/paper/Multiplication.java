package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.OriginalPresets;
import java.util.List;
import java.util.Map;

/** Experiment 5 of NC97: the multiplication problem. */
final class Multiplication {

  private static final Reading LITERAL =
      Reading.literal(
          "If the first pair is drawn, it is marked as the other is and its value is shown as 1."
              + " The test error, which the paper heads with MSE, is read as mean absolute error:"
              + " a mean square of that size does not agree with the count of wrong sequences.");

  private Multiplication() {}

  static List<Experiment> of1997() {
    return List.of(
        row(140, 1, Published.mean(482_000).withWrongOf2560(139).withTestError(0.0223)),
        row(13, 2, Published.mean(1_273_000).withWrongOf2560(14).withTestError(0.0139)));
  }

  private static Experiment row(int wrongAllowed, int tableRow, Published published) {
    Map<String, Object> values = Map.of("T", 100, "nSeq", wrongAllowed, "firstPair", "shown");
    return new Row(
            "5-" + wrongAllowed,
            "Multiplication problem, T = 100, n_seq = " + wrongAllowed,
            "Table 8, row " + tableRow,
            "multiplication",
            10,
            published.withWeights(93))
        .as("", LITERAL, values, OriginalPresets.multiplication());
  }
}
