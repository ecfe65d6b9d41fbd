package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.OriginalPresets;
import dev.carrousel.lstm.original.OriginalSettings;
import java.util.List;
import java.util.Map;

/** Experiment 6 of NC97: the temporal order of widely separated symbols. */
final class TemporalOrder {

  private static final Reading LITERAL =
      Reading.literal(
          "Positions are counted from 1, the average error is the mean absolute error of the last"
              + " 2000 sequences; the paper leaves both open.");

  private TemporalOrder() {}

  static List<Experiment> of1997() {
    Published two = Published.mean(31_390).withWrongOf2560(1).withWeights(156);
    Published three = Published.mean(571_100).withWrongOf2560(2).withWeights(308);
    return List.of(
        experiment(row("6a", "two", 20, two), 2, OriginalPresets.temporalOrderOfTwo()),
        experiment(row("6b", "three", 10, three), 3, OriginalPresets.temporalOrderOfThree()));
  }

  private static Row row(String id, String symbols, int trials, Published published) {
    String citation = "Table 9, row " + (id.equals("6a") ? 1 : 2);
    String title = "Temporal order of %s symbols".formatted(symbols);
    return new Row(id, title, citation, "temporal-order", trials, published);
  }

  private static Experiment experiment(Row row, int symbols, OriginalSettings settings) {
    return row.as("", LITERAL, Map.of("symbols", symbols), settings);
  }
}
