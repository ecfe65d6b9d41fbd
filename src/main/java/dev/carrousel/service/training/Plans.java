package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.paper.Papers;
import dev.carrousel.lstm.task.Task;
import dev.carrousel.lstm.training.EpochPlan;
import dev.carrousel.lstm.training.TaskPlan;
import dev.carrousel.service.training.RunPlan.NetworkPlan;

/** Turns a request with all its defaults filled in into the strict plan of one of its runs. */
final class Plans {

  private Plans() {}

  /**
   * The plan of one run.
   *
   * @param trial its number in the job, from 1
   * @param seed its seed
   */
  static RunPlan of(TrainingRequest request, int trial, long seed) {
    return request.data().task() == null
        ? dataset(request, seed)
        : task(request, request.data().task(), trial, seed);
  }

  private static RunPlan.OfDataset dataset(TrainingRequest request, long seed) {
    LearningRequest learning = requireNonNull(request.training());
    if (!(request.network() instanceof LstmRequest network)) {
      throw new IllegalArgumentException("original networks learn tasks");
    }
    EpochPlan epochs =
        new EpochPlan(
            requireNonNull(learning.epochs()),
            requireNonNull(learning.batchSize()),
            requireNonNull(requireNonNull(learning.earlyStopping()).patience()),
            seed);
    return new RunPlan.OfDataset(
        requireNonNull(request.data().dataset()),
        request.data(),
        Problems.of(request.data()),
        network,
        learning,
        epochs,
        request.warmStart());
  }

  private static RunPlan task(TrainingRequest request, String name, int trial, long seed) {
    LearningRequest learning = requireNonNull(request.training());
    long maxSequences = requireNonNull(requireNonNull(learning.stop()).maxSequences());
    int batchSize = learning.batchSize() == null ? 1 : learning.batchSize();
    TaskPlan plan =
        new TaskPlan(
            name, requireNonNull(request.data().parameters()), maxSequences, batchSize, seed);
    Task task = plan.createTask();
    NetworkPlan network =
        switch (requireNonNull(request.network())) {
          case LstmRequest lstm ->
              new NetworkPlan.Layered(
                  LayeredSettingsMapping.settings(
                      lstm, learning, task.inputSize(), task.outputSize(), new MeanSquaredError()));
          case OriginalRequest original ->
              new NetworkPlan.Original(
                  OriginalSettingsMapping.settings(
                      original, learning, task.inputSize(), task.outputSize()));
        };
    return new RunPlan.OfTask(
        request.experiment() == null ? plan : ofExperiment(request.experiment(), trial, seed),
        network,
        request.warmStart());
  }

  /** The trials of some experiments differ in more than their seed. */
  private static TaskPlan ofExperiment(String experiment, int trial, long seed) {
    return Papers.experiment(experiment).orElseThrow().plan(trial - 1, seed);
  }
}
