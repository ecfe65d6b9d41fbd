package dev.carrousel.service.training;

import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.problem.ForecastSettings;
import dev.carrousel.lstm.training.EpochPlan;
import dev.carrousel.lstm.training.TaskPlan;

/** Everything that determines a run: what a worker needs to train it and nothing else. */
sealed interface RunPlan {

  /**
   * A forecaster learns from a dataset.
   *
   * @param datasetId the data
   * @param forecast what is forecast from what
   * @param network shape of the network and how it learns
   * @param epochs how the examples are shown
   */
  record OfForecast(
      String datasetId, ForecastSettings forecast, LayeredSettings network, EpochPlan epochs)
      implements RunPlan {}

  /**
   * A network learns a task.
   *
   * @param task what is learned and for how long
   * @param network what learns
   */
  record OfTask(TaskPlan task, NetworkPlan network) implements RunPlan {}

  /** What learns a task. */
  sealed interface NetworkPlan {

    /** A layered network. */
    record Layered(LayeredSettings settings) implements NetworkPlan {}

    /** An original network. */
    record Original(OriginalSettings settings) implements NetworkPlan {}
  }
}
