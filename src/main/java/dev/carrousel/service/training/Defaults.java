package dev.carrousel.service.training;

import dev.carrousel.lstm.problem.Centering;
import dev.carrousel.lstm.problem.Forecasting;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Split;
import dev.carrousel.service.datasets.Dataset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in what a request leaves open. */
final class Defaults {

  private static final double PART = 0.1;
  private static final int WINDOW = 48;
  private static final int SMALLEST_SHARE_OF_ROWS = 8;
  private static final int WEIGHT_CHANGES = 5000;
  private static final int FEWEST_EPOCHS = 20;
  private static final int MOST_EPOCHS = 500;

  private Defaults() {}

  static TrainingRequest complete(
      TrainingRequest request, Dataset dataset, Supplier<Series> targets) {
    return new TrainingRequest(
        or(request.name(), "forecast of " + dataset.name()),
        or(request.labels(), Map.of()),
        request.model(),
        or(request.seed(), 1L),
        or(request.trials(), 1),
        or(request.priority(), 0),
        data(request.data(), dataset, targets),
        network(request.network()),
        learning(request.training(), dataset.rows()));
  }

  private static DataRequest data(DataRequest data, Dataset dataset, Supplier<Series> targets) {
    SplitRequest split =
        data.split() == null
            ? new SplitRequest(PART, PART)
            : new SplitRequest(or(data.split().validation(), PART), or(data.split().test(), PART));
    return new DataRequest(
        dataset.id(),
        data.problem(),
        data.targets(),
        or(data.inputs(), inputs(data, dataset)),
        or(data.window(), Math.clamp(dataset.rows() / SMALLEST_SHARE_OF_ROWS, 1, WINDOW)),
        or(data.horizon(), 1),
        split,
        or(data.missing(), DataRequest.Missing.PREVIOUS),
        data.centering() == null
            ? suitable(dataset, data, split, targets.get())
            : data.centering());
  }

  /** The targets first, then every other number column. */
  private static List<String> inputs(DataRequest data, Dataset dataset) {
    List<String> others =
        dataset.numberColumns().stream()
            .filter(column -> !data.targets().contains(column))
            .toList();
    return Stream.concat(data.targets().stream(), others.stream()).toList();
  }

  private static DataRequest.CenteringChoice suitable(
      Dataset dataset, DataRequest data, SplitRequest split, Series targets) {
    double validation = Objects.requireNonNull(split.validation());
    double test = Objects.requireNonNull(split.test());
    int trainingRows =
        validation + test < 1
            ? Split.of(dataset.rows(), validation, test).trainingEnd()
            : dataset.rows();
    Centering centering = Forecasting.suitableCentering(targets, data.targets(), trainingRows);
    return switch (centering) {
      case TRAINING_MEAN -> DataRequest.CenteringChoice.TRAINING_MEAN;
      case WINDOW_MEAN -> DataRequest.CenteringChoice.WINDOW_MEAN;
    };
  }

  private static NetworkRequest network(@Nullable NetworkRequest network) {
    return switch (network) {
      case null -> new LstmRequest(List.of(32), 1.0);
      case LstmRequest lstm ->
          new LstmRequest(or(lstm.layers(), List.of(32)), or(lstm.forgetBias(), 1.0));
    };
  }

  /**
   * A short series gets small batches and many epochs, so that it still gets a few thousand weight
   * changes.
   */
  private static LearningRequest learning(@Nullable LearningRequest given, int rows) {
    LearningRequest learning =
        given == null ? new LearningRequest(null, null, null, null, null, null) : given;
    Integer patience =
        learning.earlyStopping() == null ? null : learning.earlyStopping().patience();
    int batchSize = or(learning.batchSize(), Math.clamp(rows / 64, 4, 32));
    int epochs =
        or(
            learning.epochs(),
            Math.clamp((long) WEIGHT_CHANGES * batchSize / rows, FEWEST_EPOCHS, MOST_EPOCHS));
    return new LearningRequest(
        or(learning.algorithm(), LearningRequest.Algorithm.BPTT),
        optimizer(learning.optimizer()),
        batchSize,
        epochs,
        or(learning.clipNorm(), 1.0),
        new LearningRequest.EarlyStopping(or(patience, Math.max(FEWEST_EPOCHS / 2, epochs / 5))));
  }

  private static OptimizerRequest optimizer(@Nullable OptimizerRequest optimizer) {
    return switch (optimizer) {
      case null -> new OptimizerRequest.AdamRequest(0.001, 0.9, 0.999, 1e-8);
      case OptimizerRequest.AdamRequest adam ->
          new OptimizerRequest.AdamRequest(
              or(adam.learningRate(), 0.001),
              or(adam.beta1(), 0.9),
              or(adam.beta2(), 0.999),
              or(adam.epsilon(), 1e-8));
      case OptimizerRequest.SgdRequest sgd ->
          new OptimizerRequest.SgdRequest(or(sgd.learningRate(), 0.05), or(sgd.momentum(), 0.9));
    };
  }

  private static <T> T or(@Nullable T given, T byDefault) {
    return given == null ? byDefault : given;
  }
}
