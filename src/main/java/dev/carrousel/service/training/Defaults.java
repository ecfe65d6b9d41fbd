package dev.carrousel.service.training;

import dev.carrousel.lstm.layered.ReadOut;
import dev.carrousel.lstm.original.UpdateMoment;
import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.task.TaskFamily;
import dev.carrousel.service.training.LearningRequest.OutputError;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills in what a request leaves open. */
final class Defaults {

  private static final int CELLS = 32;
  private static final double RATE = 0.001;
  private static final int MOST_EPOCHS = 500;

  private Defaults() {}

  /**
   * A problem of a dataset.
   *
   * @param data its data, complete
   * @param prepared the problem made ready
   */
  static TrainingRequest dataset(
      TrainingRequest request, String datasetName, DataRequest data, Prepared prepared) {
    DataRequest.ProblemKind kind = Objects.requireNonNull(data.problem());
    Pace pace = Pace.of(kind);
    return new TrainingRequest(
        or(request.name(), "%s of %s".formatted(title(kind), datasetName)),
        or(request.labels(), Map.of()),
        request.model(),
        or(request.seed(), 1L),
        or(request.trials(), 1),
        or(request.priority(), 0),
        request.maxRuntimeSeconds(),
        request.warmStart(),
        data,
        network(request.network(), pace.cells(), readOut(kind, prepared)),
        epochs(request.training(), prepared.training().size(), pace),
        null);
  }

  private static String title(DataRequest.ProblemKind kind) {
    return switch (kind) {
      case FORECAST -> "forecast";
      case CLASSIFY -> "classes";
      case LABEL -> "labels";
      case REGRESS -> "regression";
      case NEXT_SYMBOL -> "next symbol";
      case ANOMALY -> "anomalies";
    };
  }

  static TrainingRequest task(TrainingRequest request, TaskFamily family) {
    NetworkRequest network =
        request.network() == null
            ? OriginalSettingsMapping.complete(OriginalRequest.NONE)
            : network(request.network(), CELLS, ReadOut.STEP);
    return new TrainingRequest(
        or(request.name(), family.title()),
        or(request.labels(), Map.of()),
        request.model(),
        or(request.seed(), 1L),
        or(request.trials(), 1),
        or(request.priority(), 0),
        request.maxRuntimeSeconds(),
        request.warmStart(),
        DataRequest.ofTask(
            family.name(), family.complete(or(request.data().parameters(), Map.of())).asMap()),
        network,
        switch (network) {
          case OriginalRequest _ -> online(request.training());
          case LstmRequest _ -> sequences(request.training());
        },
        request.experiment());
  }

  /** Problems that ask only at the end of a sequence read it from there. */
  private static ReadOut readOut(DataRequest.ProblemKind kind, Prepared prepared) {
    boolean atTheEnd =
        switch (kind) {
          case FORECAST, CLASSIFY, REGRESS -> prepared.training().get(0).asksOnlyAtTheEnd();
          case LABEL, NEXT_SYMBOL, ANOMALY -> false;
        };
    return atTheEnd ? ReadOut.SEQUENCE : ReadOut.STEP;
  }

  private static NetworkRequest network(
      @Nullable NetworkRequest network, int cells, ReadOut usualReadOut) {
    return switch (network) {
      case null -> LstmRequest.NONE.complete(cells, usualReadOut);
      case LstmRequest lstm -> lstm.complete(cells, usualReadOut);
      case OriginalRequest original -> OriginalSettingsMapping.complete(original);
    };
  }

  /**
   * What serves a kind of problem where nothing is said.
   *
   * @param cells memory cells of the one layer
   * @param rate learning rate
   * @param largestBatch sequences per weight change at most
   * @param weightChanges weight changes to aim at
   * @param fewestEpochs epochs even if there are more weight changes then
   */
  private record Pace(
      int cells, double rate, int largestBatch, int weightChanges, int fewestEpochs) {
    static Pace of(DataRequest.ProblemKind kind) {
      return switch (kind) {
        case FORECAST -> new Pace(CELLS, 0.005, 32, 5000, 20);
        case CLASSIFY, LABEL, REGRESS, ANOMALY -> new Pace(CELLS, 0.002, 32, 5000, 20);
        case NEXT_SYMBOL -> new Pace(4 * CELLS, 0.004, 16, 4000, 6);
      };
    }
  }

  /**
   * Few examples get small batches and many epochs, so that they still get a few thousand weight
   * changes.
   */
  private static LearningRequest epochs(@Nullable LearningRequest given, int examples, Pace pace) {
    LearningRequest learning = given == null ? LearningRequest.NONE : given;
    Integer patience =
        learning.earlyStopping() == null ? null : learning.earlyStopping().patience();
    int batchSize = or(learning.batchSize(), Math.clamp(examples / 64, 4, pace.largestBatch()));
    long enough = (long) pace.weightChanges() * batchSize / examples;
    int epochs = or(learning.epochs(), Math.clamp(enough, pace.fewestEpochs(), MOST_EPOCHS));
    int patient = Math.max(pace.fewestEpochs() / 2, epochs / 5);
    return new LearningRequest(
        or(learning.algorithm(), LearningRequest.Algorithm.BPTT),
        OptimizerDefaults.complete(learning.optimizer(), pace.rate()),
        OptimizerDefaults.complete(
            learning.schedule(), (long) epochs * Math.ceilDiv(examples, batchSize)),
        batchSize,
        epochs,
        or(learning.clipNorm(), 1.0),
        or(learning.truncation(), 0),
        new LearningRequest.EarlyStopping(or(patience, patient)),
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
        OptimizerDefaults.complete(learning.optimizer(), RATE),
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
        or(learning.update(), full ? UpdateMoment.SEQUENCE : UpdateMoment.STEP),
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
