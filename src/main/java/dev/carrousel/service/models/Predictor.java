package dev.carrousel.service.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrousel.lstm.problem.ForecastFrame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model needs beside its weights to predict alone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "problem")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Predictor.Forecaster.class, name = "forecast"),
  @JsonSubTypes.Type(value = Predictor.Answerer.class, name = "task")
})
public sealed interface Predictor {

  /** The shape of the network. */
  NetworkShape network();

  /**
   * Forecasts a series.
   *
   * @param network the shape of the network
   * @param frame between series and network
   * @param history the last window of the data it was trained on, row-major, columns as in the
   *     frame's inputs
   * @param historyEnd the moment of the last row, null if the rows have none
   * @param spacing step from row to row, null if the steps differ
   */
  record Forecaster(
      NetworkShape network,
      ForecastFrame frame,
      double[] history,
      @Nullable String historyEnd,
      @Nullable String spacing)
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
