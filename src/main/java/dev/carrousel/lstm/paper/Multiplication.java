package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.OriginalPresets;
import dev.carrousel.lstm.original.OriginalSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Experiment 5 of NC97: the multiplication problem. */
final class Multiplication {

  private static final Reading LITERAL =
      Reading.literal(
          "If the first pair is drawn, it is marked as the other is and its value is shown as 1."
              + " The test error, which the paper heads with MSE, is read as mean absolute error:"
              + " a mean square of that size does not agree with the count of wrong sequences.");

  private static final Reading CLOSED_INPUT_GATES =
      Reading.reproducing(
          "Input gates begin with the biases -3 and -6 of task 4, after which task 5 is modelled,"
              + " though Table 10 has them begin at random as all other biases. The closest of 4"
              + " readings tried for n_seq = 140; hiding a drawn first pair and taking gates from"
              + " the hidden sources were slower, cross-entropy was faster than published and"
              + " sometimes failed.");

  private Multiplication() {}

  static List<Experiment> of1997() {
    return Stream.of(
            rows(140, 1, Published.mean(482_000).withWrongOf2560(139).withTestError(0.0223)),
            rows(13, 2, Published.mean(1_273_000).withWrongOf2560(14).withTestError(0.0139)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Experiment> rows(int wrongAllowed, int tableRow, Published published) {
    Map<String, Object> values = Map.of("T", 100, "nSeq", wrongAllowed, "firstPair", "shown");
    Row row =
        new Row(
            "5-" + wrongAllowed,
            "Multiplication problem, T = 100, n_seq = " + wrongAllowed,
            "Table 8, row " + tableRow,
            "multiplication",
            10,
            published.withWeights(93));
    OriginalSettings literal = OriginalPresets.multiplication();
    OriginalSettings closed = OriginalPresets.adding().withLearningRate(literal.learningRate());
    return List.of(
        row.as("", LITERAL, values, literal),
        row.as("closed-input-gates", CLOSED_INPUT_GATES, values, closed));
  }
}
