package dev.carrousel.service.training;

import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.problem.ForecastSettings;
import dev.carrousel.lstm.training.EpochPlan;

/**
 * Everything that determines a run, but for its seed: what a worker needs to train it and nothing
 * else.
 *
 * @param datasetId the data
 * @param forecast what is forecast from what
 * @param network shape of the network and how it learns
 * @param epochs how the examples are shown
 */
record ForecastPlan(
    String datasetId, ForecastSettings forecast, LayeredSettings network, EpochPlan epochs) {

  ForecastPlan withSeed(long seed) {
    return new ForecastPlan(
        datasetId,
        forecast,
        network,
        new EpochPlan(epochs.epochs(), epochs.batchSize(), epochs.patience(), seed));
  }
}
