package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.HiddenSources;
import dev.carrousel.lstm.original.OriginalPresets;
import dev.carrousel.lstm.original.OriginalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Experiment 2c of NC97, 1c of FKI95: very long lags among distractors. */
final class LongLag {

  private static final Reading LITERAL =
      Reading.literal(
          "Gates and cells feed the whole hidden layer, as the published weight counts demand."
              + " Open in the paper: how often success is looked for (here every 500 sequences)."
              + " Lags from 100 on were seen to fail with these settings, so that a trial is given"
              + " up after four times the published mean, not after 5 million sequences.");

  private static final Reading LITERAL_1995 =
      Reading.literal(
          "As 2c, but inputs feed outputs too, as the report says of all its networks; a trial is"
              + " given up as there.");

  private static final Reading WITHOUT_RECURRENCE =
      Reading.reproducing(
          "No unit of the hidden layer feeds another, so that half-open gates do not push the"
              + " states; the only recurrence is inside the cells. The closest of 10 settings"
              + " tried, chosen at q = p = 50.");

  /** q, p, training sequences and weights, in the order of NC97 Table 3. */
  private static final List<Line> TABLE =
      List.of(
          new Line(50, 50, 30_000, 364),
          new Line(100, 100, 31_000, 664),
          new Line(200, 200, 33_000, 1_264),
          new Line(500, 500, 38_000, 3_064),
          new Line(1_000, 1_000, 49_000, 6_064),
          new Line(1_000, 500, 49_000, 3_064),
          new Line(1_000, 200, 75_000, 1_264),
          new Line(1_000, 100, 135_000, 664),
          new Line(1_000, 50, 203_000, 364));

  private LongLag() {}

  static List<Experiment> of1997() {
    List<Experiment> rows = new ArrayList<>();
    for (Line line : TABLE) {
      String citation = "Table 3, row " + (TABLE.indexOf(line) + 1);
      Published published = Published.mean(line.sequences()).withWeights(line.weights());
      Row row = line.row("2c", citation, published);
      OriginalSettings literal = OriginalPresets.longLag(line.p());
      rows.add(row.briefly("", LITERAL, line.values(), literal));
      rows.add(
          row.toFiveMillion(
              "without-recurrence",
              WITHOUT_RECURRENCE,
              line.values(),
              literal.withTopology(literal.topology().withHiddenSources(HiddenSources.NONE))));
    }
    return rows;
  }

  static List<Experiment> of1995() {
    List<Experiment> rows = new ArrayList<>();
    for (Line line : TABLE) {
      OriginalSettings settings = OriginalPresets.longLag(line.p());
      rows.add(
          line.row("fki-1c", "experiment 1c", Published.mean(line.sequences()))
              .briefly(
                  "",
                  LITERAL_1995,
                  line.values(),
                  settings.withTopology(settings.topology().withShortcuts(true))));
    }
    return rows;
  }

  private record Line(int q, int p, int sequences, int weights) {

    Row row(String experiment, String citation, Published published) {
      return new Row(
          "%s-%d-%d".formatted(experiment, q, p),
          "Very long lags, q = %d, p = %d".formatted(q, p),
          citation,
          "long-lag",
          20,
          published);
    }

    Map<String, Object> values() {
      return Map.of("q", q, "p", p, "testSequences", 10_000, "checkEvery", 500);
    }
  }
}
