package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.Construction;
import dev.carrousel.lstm.original.HiddenSources;
import dev.carrousel.lstm.original.OriginalPresets;
import dev.carrousel.lstm.original.OriginalSettings;
import java.util.List;
import java.util.Map;

/** Experiment 2a of NC97, experiment 1 of FKI95: noise-free sequences with a lag of 100. */
final class NoiseFree {

  /** p + 1 for p = 100. */
  private static final int SYMBOLS = 101;

  private static final String TITLE = "Noise-free sequences, p = 100";

  private static final Published FIGURES = Published.mean(5_040).withSuccessRate(100);

  /** The papers do not say how often they test. */
  private static final Map<String, Object> VALUES = Map.of("p", 100, "checkEvery", 10);

  private static final String CONSTRUCTION =
      " Open in the paper: when the error has stopped falling (here when 100 sequences improve by"
          + " less than 1 percent), and how often success is looked for (here every 10 sequences).";

  static final String GIVEN_UP =
      " A trial is given up after ten times the published mean, not after 5 million sequences.";

  private static final Reading LITERAL =
      Reading.literal(
          "One cell with an input gate joins; no bias and no recurrent weight, as the count of"
              + " 10,504 weights demands. Success was never seen with these settings."
              + CONSTRUCTION
              + GIVEN_UP);

  private static final Reading LITERAL_1995 =
      Reading.literal(
          "As 2a, but the hidden layer is fully self-connected, as the report says of all its"
              + " networks; it names no bias."
              + CONSTRUCTION
              + GIVEN_UP);

  private static final Reading RECURRENT =
      Reading.reproducing(
          "All units are biased and the hidden layer is fully self-connected, which adds weights"
              + " to the published 10,504, and up to 10 cells may join; the closest of about 50"
              + " settings tried.");

  private NoiseFree() {}

  static List<Experiment> of1997() {
    Row row = row("2a", "Table 2, row 8", FIGURES.withWeights(10_504));
    return List.of(
        row.as("", LITERAL, VALUES, literal()),
        row.toFiveMillion("recurrent", RECURRENT, VALUES, recurrent()));
  }

  static List<Experiment> of1995() {
    return List.of(
        row("fki-1", "experiment 1, LSTM", FIGURES).as("", LITERAL_1995, VALUES, literal1995()));
  }

  /** The network of 1997, with the single cell that its weight count tells. */
  static OriginalSettings literal() {
    return OriginalPresets.noiseFree(SYMBOLS)
        .withConstruction(new Construction(100, 0.01, 1, 1, Construction.Reference.PREVIOUS));
  }

  /** The network of 1995: as that of 1997 with a self-connected hidden layer. */
  static OriginalSettings literal1995() {
    OriginalSettings later = literal();
    return later.withTopology(later.topology().withHiddenSources(HiddenSources.ALL));
  }

  /** The network that was seen to reach the figures. */
  static OriginalSettings recurrent() {
    return OriginalPresets.noiseFreeRecurrent(SYMBOLS)
        .withConstruction(new Construction(100, 0.01, 1, 10, Construction.Reference.PREVIOUS));
  }

  private static Row row(String id, String citation, Published published) {
    return new Row(id, TITLE, citation, "noise-free", 18, published);
  }
}
