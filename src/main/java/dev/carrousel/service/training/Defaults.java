package dev.carrousel.service.training;

import dev.carrousel.lstm.problem.Centering;
import dev.carrousel.lstm.problem.Forecasting;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Split;
import dev.carrousel.lstm.task.TaskFamily;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.training.LearningRequest.OutputError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in what a request leaves open. */
final class Defaults {

  private static final OriginalRequest ORIGINAL =
      new OriginalRequest(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  private static final double PART = 0.1;
  private static final int WINDOW = 48;
  private static final int SMALLEST_SHARE_OF_ROWS = 8;
  private static final int WEIGHT_CHANGES = 5000;
  private static final int FEWEST_EPOCHS = 20;
  private static final int MOST_EPOCHS = 500;

  private Defaults() {}

  static TrainingRequest forecast(
      TrainingRequest request, Dataset dataset, Supplier<Series> targets) {
    return new TrainingRequest(
        or(request.name(), "forecast of " + dataset.name()),
        or(request.labels(), Map.of()),
        request.model(),
        or(request.seed(), 1L),
        or(request.trials(), 1),
        or(request.priority(), 0),
        request.maxRuntimeSeconds(),
        data(request.data(), dataset, targets),
        network(request.network(), LstmRequest.ReadOutChoice.SEQUENCE),
        epochs(request.training(), dataset.rows()),
        null);
  }

  static TrainingRequest task(TrainingRequest request, TaskFamily family) {
    NetworkRequest network =
        request.network() == null
            ? OriginalSettingsMapping.complete(ORIGINAL)
            : network(request.network(), LstmRequest.ReadOutChoice.STEP);
    return new TrainingRequest(
        or(request.name(), family.title()),
        or(request.labels(), Map.of()),
        request.model(),
        or(request.seed(), 1L),
        or(request.trials(), 1),
        or(request.priority(), 0),
        request.maxRuntimeSeconds(),
        DataRequest.ofTask(
            family.name(), family.complete(or(request.data().parameters(), Map.of())).asMap()),
        network,
        switch (network) {
          case OriginalRequest _ -> online(request.training());
          case LstmRequest _ -> sequences(request.training());
        },
        request.experiment());
  }

  private static DataRequest data(DataRequest data, Dataset dataset, Supplier<Series> targets) {
    SplitRequest split =
        data.split() == null
            ? new SplitRequest(PART, PART)
            : new SplitRequest(or(data.split().validation(), PART), or(data.split().test(), PART));
    return new DataRequest(
        null,
        null,
        dataset.id(),
        data.problem(),
        targetsOf(data),
        or(data.inputs(), inputs(data, dataset)),
        or(data.window(), Math.clamp(dataset.rows() / SMALLEST_SHARE_OF_ROWS, 1, WINDOW)),
        or(data.horizon(), 1),
        split,
        or(data.missing(), DataRequest.Missing.PREVIOUS),
        data.centering() == null
            ? suitable(dataset, data, split, targets.get())
            : data.centering());
  }

  private static List<String> targetsOf(DataRequest data) {
    return Objects.requireNonNull(data.targets());
  }

  /** The targets first, then every other number column. */
  private static List<String> inputs(DataRequest data, Dataset dataset) {
    List<String> others =
        dataset.numberColumns().stream()
            .filter(column -> !targetsOf(data).contains(column))
            .toList();
    return Stream.concat(targetsOf(data).stream(), others.stream()).toList();
  }

  private static DataRequest.CenteringChoice suitable(
      Dataset dataset, DataRequest data, SplitRequest split, Series targets) {
    double validation = Objects.requireNonNull(split.validation());
    double test = Objects.requireNonNull(split.test());
    int trainingRows =
        validation + test < 1
            ? Split.of(dataset.rows(), validation, test).trainingEnd()
            : dataset.rows();
    Centering centering = Forecasting.suitableCentering(targets, targetsOf(data), trainingRows);
    return switch (centering) {
      case TRAINING_MEAN -> DataRequest.CenteringChoice.TRAINING_MEAN;
      case WINDOW_MEAN -> DataRequest.CenteringChoice.WINDOW_MEAN;
    };
  }

  private static NetworkRequest network(
      @Nullable NetworkRequest network, LstmRequest.ReadOutChoice usualReadOut) {
    return switch (network) {
      case null -> LstmRequest.NONE.complete(usualReadOut);
      case LstmRequest lstm -> lstm.complete(usualReadOut);
      case OriginalRequest original -> OriginalSettingsMapping.complete(original);
    };
  }

  /**
   * A short series gets small batches and many epochs, so that it still gets a few thousand weight
   * changes.
   */
  private static LearningRequest epochs(@Nullable LearningRequest given, int rows) {
    LearningRequest learning = given == null ? LearningRequest.NONE : given;
    Integer patience =
        learning.earlyStopping() == null ? null : learning.earlyStopping().patience();
    int batchSize = or(learning.batchSize(), Math.clamp(rows / 64, 4, 32));
    int epochs =
        or(
            learning.epochs(),
            Math.clamp((long) WEIGHT_CHANGES * batchSize / rows, FEWEST_EPOCHS, MOST_EPOCHS));
    return new LearningRequest(
        or(learning.algorithm(), LearningRequest.Algorithm.BPTT),
        OptimizerDefaults.complete(learning.optimizer()),
        OptimizerDefaults.complete(
            learning.schedule(), (long) epochs * Math.ceilDiv(rows, batchSize)),
        batchSize,
        epochs,
        or(learning.clipNorm(), 1.0),
        or(learning.truncation(), 0),
        new LearningRequest.EarlyStopping(or(patience, Math.max(FEWEST_EPOCHS / 2, epochs / 5))),
        null,
        null,
        null,
        null,
        null);
  }

  /** A task learned by a layered network, one weight change per batch of sequences. */
  private static LearningRequest sequences(@Nullable LearningRequest given) {
    LearningRequest learning = given == null ? LearningRequest.NONE : given;
    int batchSize = or(learning.batchSize(), 16);
    LearningRequest.Stop stop = stop(learning);
    return new LearningRequest(
        or(learning.algorithm(), LearningRequest.Algorithm.BPTT),
        OptimizerDefaults.complete(learning.optimizer()),
        OptimizerDefaults.complete(
            learning.schedule(),
            Math.ceilDiv(Objects.requireNonNull(stop.maxSequences()), batchSize)),
        batchSize,
        null,
        or(learning.clipNorm(), 1.0),
        or(learning.truncation(), 0),
        null,
        null,
        null,
        null,
        null,
        stop);
  }

  /** A task learned by an original network, as the papers do. */
  private static LearningRequest online(@Nullable LearningRequest given) {
    LearningRequest learning = given == null ? LearningRequest.NONE : given;
    OutputError error = or(learning.outputError(), OutputError.SQUARED);
    boolean full = learning.algorithm() == LearningRequest.Algorithm.BPTT;
    return new LearningRequest(
        or(learning.algorithm(), LearningRequest.Algorithm.TRUNCATED_GRADIENT),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        or(learning.learningRate(), 0.5),
        or(learning.update(), full ? LearningRequest.Update.SEQUENCE : LearningRequest.Update.STEP),
        error,
        error == OutputError.OFFSET ? or(learning.outputErrorOffset(), 0.1) : null,
        stop(learning));
  }

  private static LearningRequest.Stop stop(LearningRequest learning) {
    Long given = learning.stop() == null ? null : learning.stop().maxSequences();
    return new LearningRequest.Stop(or(given, 100_000L));
  }

  private static <T> T or(@Nullable T given, T byDefault) {
    return given == null ? byDefault : given;
  }
}
