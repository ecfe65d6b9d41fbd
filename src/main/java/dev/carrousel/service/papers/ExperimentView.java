package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Acceptance;
import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.lstm.paper.Published;
import dev.carrousel.lstm.paper.Reading;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * One experiment with its settings.
 *
 * @param row its id
 * @param title a short title
 * @param citation where the figure stands
 * @param trials trials in the paper
 * @param stringSets number of string sets among which the trials are divided, 1 for most
 * @param reading how the settings relate to those in print
 * @param published what the paper prints
 * @param acceptance when a result agrees
 * @param notes in what the trials differ from the job's configuration, other than in their seeds
 * @param job the job that repeats it
 */
record ExperimentView(
    String row,
    String title,
    String citation,
    int trials,
    int stringSets,
    Reading reading,
    Published published,
    Acceptance acceptance,
    List<String> notes,
    @Schema(type = "object") JsonNode job) {

  static ExperimentView of(Experiment experiment, JsonNode job) {
    return new ExperimentView(
        experiment.id(),
        experiment.title(),
        experiment.citation(),
        experiment.trials(),
        experiment.dataSets(),
        experiment.reading(),
        experiment.published(),
        experiment.acceptance(),
        experiment.dataSets() == 1 ? List.of() : List.of(stringSets(experiment)),
        job);
  }

  private static String stringSets(Experiment experiment) {
    int each = experiment.trials() / experiment.dataSets();
    String ranges =
        IntStream.range(0, experiment.dataSets())
            .mapToObj(set ->
                "%d for trials %d to %d".formatted(set + 1, set * each + 1, (set + 1) * each))
            .collect(Collectors.joining(", "));
    return "Whatever stringSet the job's configuration names, it is %s.".formatted(ranges);
  }
}
