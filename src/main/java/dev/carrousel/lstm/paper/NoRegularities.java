package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.Biases;
import dev.carrousel.lstm.original.HiddenSources;
import dev.carrousel.lstm.original.OriginalSettings;
import java.util.List;
import java.util.Map;

/** Experiment 2b of NC97, 1b of FKI95: as 2a, with random symbols between. */
final class NoRegularities {

  private static final Published FIGURES = Published.mean(5_680).withSuccessRate(100);

  private static final Reading LITERAL =
      Reading.literal(
          "Every next symbol is to be predicted, in the network of 2a. Nothing announces the end,"
              + " so the answer must be timed by counting; success was never seen with these"
              + " settings. Open in the paper: when a cell joins and how often success is looked"
              + " for (here every 10 sequences)."
              + NoiseFree.GIVEN_UP);

  private static final Reading WITHOUT_RECURRENCE =
      Reading.reproducing(
          "Only the last symbol is to be predicted. No unit of the hidden layer feeds another, as"
              + " the count of 10,504 weights demands, but all units are biased and up to 10 cells"
              + " may join. The closest of about 12 settings tried; with gates unbiased about half"
              + " of the trials fail, with outputs alone biased all do."
              + NoiseFree.GIVEN_UP);

  private static final Reading AT_END =
      Reading.alternative(
          "Only the last symbol is to be predicted, in the recurrent and biased network of"
              + " 2a-recurrent; faster than published. Where only one cell may join, some trials"
              + " fail.");

  private static final Reading OUTPUT_BIAS =
      Reading.alternative("As 2b-end, but only outputs are biased; faster than published.");

  private NoRegularities() {}

  static List<Experiment> of1997() {
    Row row = row("2b", "section 5.2, task 2b", FIGURES.withWeights(10_504));
    OriginalSettings biased = NoiseFree.recurrent();
    OriginalSettings unconnected =
        biased.withTopology(biased.topology().withHiddenSources(HiddenSources.NONE));
    OriginalSettings outputBias = biased.withTopology(biased.topology().withBiases(Biases.OUTPUTS));
    return List.of(
        row.as("", LITERAL, values("everywhere"), NoiseFree.literal()),
        row.as("end-without-recurrence", WITHOUT_RECURRENCE, values("end"), unconnected),
        row.toFiveMillion("end", AT_END, values("end"), biased),
        row.toFiveMillion("end-output-bias", OUTPUT_BIAS, values("end"), outputBias));
  }

  static List<Experiment> of1995() {
    Reading reading =
        Reading.literal(
            "As 2b, but the hidden layer is fully self-connected, as the report says of all its"
                + " networks."
                + NoiseFree.GIVEN_UP);
    return List.of(
        row("fki-1b", "experiment 1b", FIGURES)
            .as("", reading, values("everywhere"), NoiseFree.literal1995()));
  }

  /** The papers do not say how often they test. */
  private static Map<String, Object> values(String error) {
    return Map.of("p", 100, "error", error, "testSequences", 10_000, "checkEvery", 10);
  }

  private static Row row(String id, String citation, Published published) {
    return new Row(
        id,
        "Sequences without local regularities, p = 100",
        citation,
        "no-regularities",
        18,
        published);
  }
}
