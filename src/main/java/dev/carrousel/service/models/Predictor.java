package dev.carrousel.service.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.problem.AnomalyFrame;
import dev.carrousel.lstm.problem.ClassFrame;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.lstm.problem.ValueFrame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model needs beside its weights to predict alone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "problem")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Predictor.Forecaster.class, name = "forecast"),
  @JsonSubTypes.Type(value = Predictor.Classifier.class, name = "classify"),
  @JsonSubTypes.Type(value = Predictor.Labeller.class, name = "label"),
  @JsonSubTypes.Type(value = Predictor.Regressor.class, name = "regress"),
  @JsonSubTypes.Type(value = Predictor.SymbolPredictor.class, name = "next-symbol"),
  @JsonSubTypes.Type(value = Predictor.AnomalyDetector.class, name = "anomaly"),
  @JsonSubTypes.Type(value = Predictor.Answerer.class, name = "task")
})
public sealed interface Predictor {

  /** The shape of the network. */
  NetworkShape network();

  /** What a layered network minimised, which also says how its outputs become answers. */
  default Loss loss() {
    return switch (this) {
      case Forecaster forecaster -> forecaster.frame().loss();
      case Classifier classifier -> classifier.frame().loss();
      case Labeller labeller -> labeller.frame().loss();
      case Regressor regressor -> regressor.frame().loss();
      case SymbolPredictor symbols -> symbols.frame().loss();
      case AnomalyDetector detector -> detector.frame().loss();
      case Answerer _ -> new MeanSquaredError();
    };
  }

  /**
   * Forecasts series.
   *
   * @param network the shape of the network
   * @param frame between series and network
   * @param series column that tells the series apart, null for a single series
   * @param time column with the moments of the rows, null if there is none
   * @param spacing step from row to row, null if the steps differ
   * @param histories the end of each series it was trained on
   * @param coverage how often the truth lay inside the intervals on the test part, by target
   */
  record Forecaster(
      NetworkShape network,
      ForecastFrame frame,
      @Nullable String series,
      @Nullable String time,
      @Nullable String spacing,
      List<History> histories,
      Map<String, List<Detail.Coverage>> coverage)
      implements Predictor {}

  /**
   * The last window of a series.
   *
   * @param series its name, empty for a single series
   * @param cells row-major, columns as in the frame's encoding, categories as their numbers, null
   *     where one is missing
   * @param times moment of each row in seconds since 1970-01-01T00:00 of its own clock, null if the
   *     rows have none or an earlier version stored them
   * @param end the moment of the last row, null if the rows have none
   * @param before what stands in for values missing at the beginning where the network is told
   *     which are, one for each column, null where none is known; null if nothing lies before or an
   *     earlier version stored the history
   */
  record History(
      String series,
      List<@Nullable Double> cells,
      @Nullable List<Double> times,
      @Nullable String end,
      @Nullable List<@Nullable Double> before) {}

  /**
   * Tells the class of a sequence.
   *
   * @param network the shape of the network
   * @param frame between rows and network
   * @param time column with the moments of the rows, null if there is none
   */
  record Classifier(NetworkShape network, ClassFrame frame, @Nullable String time)
      implements Predictor {}

  /**
   * Tells the class of every row.
   *
   * @param network the shape of the network
   * @param frame between rows and network
   * @param time column with the moments of the rows, null if there is none
   */
  record Labeller(NetworkShape network, ClassFrame frame, @Nullable String time)
      implements Predictor {}

  /**
   * Tells a number of a sequence.
   *
   * @param network the shape of the network
   * @param frame between rows and network
   * @param time column with the moments of the rows, null if there is none
   */
  record Regressor(NetworkShape network, ValueFrame frame, @Nullable String time)
      implements Predictor {}

  /**
   * Tells what follows symbols.
   *
   * @param network the shape of the network
   * @param frame between symbols and network
   */
  record SymbolPredictor(NetworkShape network, SymbolFrame frame) implements Predictor {}

  /**
   * Tells rows that do not follow from those before.
   *
   * @param network the shape of the network
   * @param frame between rows and network
   * @param time column with the moments of the rows, null if there is none
   */
  record AnomalyDetector(NetworkShape network, AnomalyFrame frame, @Nullable String time)
      implements Predictor {}

  /**
   * Answers the sequences of a task.
   *
   * @param network the shape of the network
   * @param task name of the task
   * @param parameters its parameters
   */
  record Answerer(NetworkShape network, String task, Map<String, Object> parameters)
      implements Predictor {}
}
