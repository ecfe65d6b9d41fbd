package dev.carrousel.service.cards;

import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.models.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The limits of a model in sentences, each said of something that is stored. */
final class Limits {

  private static final int MOST_NAMED = 12;

  private final List<String> sentences = new ArrayList<>();
  private final @Nullable Dataset dataset;

  private Limits(@Nullable Dataset dataset) {
    this.dataset = dataset;
  }

  /**
   * What can be said.
   *
   * @param predictor what the model reads and answers
   * @param dataset what it learned from, null if there is none any more
   * @param result what its run came to, null if that is not known
   */
  static List<String> of(
      Predictor predictor, @Nullable Dataset dataset, @Nullable JsonNode result) {
    Limits limits = new Limits(dataset);
    limits.reads(predictor);
    limits.seen();
    if (result != null) {
      limits.tested(result);
    }
    return List.copyOf(limits.sentences);
  }

  private void say(String sentence) {
    sentences.add(sentence);
  }

  private void reads(Predictor predictor) {
    switch (predictor) {
      case Predictor.Forecaster of -> {
        say(
            "Forecasts %s at most %d rows ahead, from at least %d rows."
                .formatted(of.frame().targets(), of.frame().horizon(), of.frame().window()));
        if (!of.frame().known().isEmpty()) {
          say("The future of %s must be told with the question.".formatted(of.frame().known()));
        }
        if (of.spacing() != null) {
          say("Rows are %s apart.".formatted(of.spacing()));
        }
        columns(of.frame().encoding());
        coverage(of.coverage());
      }
      case Predictor.Classifier of -> classes(of.frame().encoding(), of.frame().classes());
      case Predictor.Labeller of -> classes(of.frame().encoding(), of.frame().classes());
      case Predictor.Regressor of -> columns(of.frame().encoding());
      case Predictor.AnomalyDetector of -> {
        columns(of.frame().encoding());
        say(
            "A row counts as an anomaly above a score of %s."
                .formatted(number(of.frame().threshold())));
      }
      case Predictor.SymbolPredictor of ->
          say(
              "Knows %d symbols, refuses others, and looks back %d symbols."
                  .formatted(of.frame().symbols().size(), of.frame().window()));
      case Predictor.Answerer of ->
          say(
              "Reads sequences of the task %s with the parameters %s; it has seen nothing else."
                  .formatted(of.task(), of.parameters()));
    }
  }

  private void classes(Encoding encoding, List<String> classes) {
    columns(encoding);
    say("Answers one of %s and nothing else.".formatted(named(classes)));
  }

  private void columns(Encoding encoding) {
    for (Encoding.Column column : encoding.columns()) {
      if (column.holdsCategories()) {
        say(
            "Column %s: one of %s; others are refused."
                .formatted(column.name(), named(column.categories())));
      } else {
        range(column);
      }
    }
    if (!encoding.calendar().isEmpty()) {
      say("Each row must tell its time: the model reads %s.".formatted(encoding.calendar()));
    }
  }

  private void range(Encoding.Column column) {
    ColumnProfile profile = dataset == null ? null : dataset.column(column.name()).orElse(null);
    if (profile == null || profile.minimum() == null) {
      say(
          "Column %s: numbers, in training %s on average with a deviation of %s."
              .formatted(column.name(), number(column.mean()), number(column.deviation())));
    } else {
      say(
          "Column %s: numbers; the data holds none below %s or above %s."
              .formatted(column.name(), profile.minimum(), String.valueOf(profile.maximum())));
    }
  }

  private void coverage(Map<String, List<Detail.Coverage>> coverage) {
    coverage.forEach((target, intervals) ->
        intervals.forEach(interval ->
            say(
                "The %d percent intervals of %s held %d percent of the test cases."
                    .formatted(
                        Math.round(100 * interval.level()),
                        target,
                        Math.round(100 * interval.coverage())))));
  }

  private void seen() {
    if (dataset != null) {
      dataset
          .timeColumn()
          .ifPresent(time ->
              say(
                  "No row is from before %s or after %s."
                      .formatted(String.valueOf(time.minimum()), String.valueOf(time.maximum()))));
    }
  }

  private void tested(JsonNode result) {
    for (JsonNode target : result.path("test")) {
      say(
          "Tested on %d cases of %s. %s"
              .formatted(
                  target.path("cases").asInt(),
                  target.path("target").asString(),
                  target.path("verdict").asString()));
    }
    if (result.has("examined")) {
      say(
          "Examined on %d fresh sequences of the task, %d answered wrongly."
              .formatted(result.path("examined").asInt(), result.path("wrong").asInt()));
    } else if (result.path("test").isEmpty()) {
      say("Not tested on data that was kept from learning.");
    }
    result.path("warnings").forEach(warning -> say(warning.asString()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String named(List<String> all) {
    return all.size() <= MOST_NAMED
        ? all.toString()
        : all.subList(0, MOST_NAMED) + " and %d more".formatted(all.size() - MOST_NAMED);
  }
}
