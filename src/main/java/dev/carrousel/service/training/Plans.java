package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.optimizer.Optimizer;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.problem.Centering;
import dev.carrousel.lstm.problem.ForecastSettings;
import dev.carrousel.lstm.training.EpochPlan;

/** Turns a request with all its defaults filled in into the strict plan that a worker runs. */
final class Plans {

  private Plans() {}

  static ForecastPlan of(TrainingRequest request) {
    DataRequest data = request.data();
    LearningRequest learning = requireNonNull(request.training());
    ForecastSettings forecast = forecast(data);
    LstmRequest network =
        switch (requireNonNull(request.network())) {
          case LstmRequest lstm -> lstm;
        };
    LayeredSettings settings =
        new LayeredSettings(
            forecast.inputs().size(),
            requireNonNull(network.layers()),
            forecast.horizon() * forecast.targets().size(),
            requireNonNull(network.forgetBias()),
            new MeanSquaredError(),
            optimizer(requireNonNull(learning.optimizer())),
            requireNonNull(learning.clipNorm()));
    EpochPlan epochs =
        new EpochPlan(
            requireNonNull(learning.epochs()),
            requireNonNull(learning.batchSize()),
            requireNonNull(requireNonNull(learning.earlyStopping()).patience()),
            requireNonNull(request.seed()));
    return new ForecastPlan(data.dataset(), forecast, settings, epochs);
  }

  private static ForecastSettings forecast(DataRequest data) {
    SplitRequest split = requireNonNull(data.split());
    return new ForecastSettings(
        data.targets(),
        requireNonNull(data.inputs()),
        requireNonNull(data.window()),
        requireNonNull(data.horizon()),
        requireNonNull(split.validation()),
        requireNonNull(split.test()),
        switch (requireNonNull(data.centering())) {
          case TRAINING_MEAN -> Centering.TRAINING_MEAN;
          case WINDOW_MEAN -> Centering.WINDOW_MEAN;
        });
  }

  private static Optimizer optimizer(OptimizerRequest optimizer) {
    return switch (optimizer) {
      case OptimizerRequest.AdamRequest adam ->
          new Adam(
              requireNonNull(adam.learningRate()),
              requireNonNull(adam.beta1()),
              requireNonNull(adam.beta2()),
              requireNonNull(adam.epsilon()));
      case OptimizerRequest.SgdRequest sgd ->
          new Sgd(requireNonNull(sgd.learningRate()), requireNonNull(sgd.momentum()));
    };
  }
}
