package dev.carrousel.service.training;

import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.problem.Problem;
import dev.carrousel.lstm.training.EpochPlan;
import dev.carrousel.lstm.training.TaskPlan;
import org.jspecify.annotations.Nullable;

/** Everything that determines a run: what a worker needs to train it and nothing else. */
sealed interface RunPlan {

  /**
   * A layered network learns a problem from a dataset. Its input and output size follow from the
   * data.
   *
   * @param datasetId the data
   * @param data what is read of it
   * @param problem what is learned
   * @param network shape of the network
   * @param learning how it learns
   * @param epochs how the examples are shown
   * @param warmStart weights to begin with, null for drawn ones
   */
  record OfDataset(
      String datasetId,
      DataRequest data,
      Problem problem,
      LstmRequest network,
      LearningRequest learning,
      EpochPlan epochs,
      @Nullable WarmStart warmStart)
      implements RunPlan {

    LayeredSettings settings(Prepared prepared) {
      return LayeredSettingsMapping.settings(
          network, learning, prepared.inputSize(), prepared.outputSize(), prepared.loss());
    }
  }

  /**
   * A network learns a task.
   *
   * @param task what is learned and for how long
   * @param network what learns
   * @param warmStart weights to begin with, null for drawn ones
   */
  record OfTask(TaskPlan task, NetworkPlan network, @Nullable WarmStart warmStart)
      implements RunPlan {}

  /** What learns a task. */
  sealed interface NetworkPlan {

    /** A layered network. */
    record Layered(LayeredSettings settings) implements NetworkPlan {}

    /** An original network. */
    record Original(OriginalSettings settings) implements NetworkPlan {}
  }
}
