package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.task.Tasks;
import dev.carrousel.lstm.training.SeedStream;
import dev.carrousel.lstm.training.TaskPlan;
import java.util.HashMap;
import java.util.Map;

/**
 * One row of a table, in one reading.
 *
 * @param id unique among all experiments, such as {@code 2c-1000-50}
 * @param title a short title
 * @param citation where in its paper the figure stands
 * @param task name of the task's family
 * @param values all values of the task by parameter name
 * @param settings the network and how it learns
 * @param trials trials with different seeds, the paper's number
 * @param dataSets number of string sets among which the trials are divided evenly: 3 for the Reber
 *     grammar, otherwise 1
 * @param maxSequences training sequences after which a trial has failed; the paper's 5 million in
 *     the tasks 2a to 2c, otherwise ten times the published mean, for the papers name no limit.
 *     Readings that were seen to fail are given up earlier, but not before four times the published
 *     mean; their text says so
 * @param published what the paper prints
 * @param acceptance when a result agrees with that
 * @param reading how these settings relate to those in print
 */
public record Experiment(
    String id,
    String title,
    String citation,
    String task,
    Map<String, Object> values,
    OriginalSettings settings,
    int trials,
    int dataSets,
    long maxSequences,
    Published published,
    Acceptance acceptance,
    Reading reading) {

  /** Completes the values. */
  public Experiment {
    values = Tasks.family(task).complete(values).asMap();
  }

  /**
   * What one trial learns and for how long.
   *
   * @param trial number of the trial, from 0
   * @param seed seed of the trial
   * @return the plan; for its learner see {@link #network}
   */
  public TaskPlan plan(int trial, long seed) {
    if (trial < 0 || trial >= trials) {
      throw new IllegalArgumentException(
          "trial of %s must be 0 to %d, was %d".formatted(id, trials - 1, trial));
    }
    Map<String, Object> own = new HashMap<>(values);
    if (dataSets > 1) {
      own.put("stringSet", 1 + trial * dataSets / trials);
    }
    return TaskPlan.of(task, own, maxSequences, seed);
  }

  /**
   * The network of one trial at its beginning.
   *
   * @param seed seed of the trial
   * @return a new network, its weights drawn from {@link SeedStream#WEIGHTS}
   */
  public OriginalNetwork network(long seed) {
    return new OriginalNetwork(settings, SeedStream.WEIGHTS.of(seed));
  }

  Experiment withDataSets(int number) {
    return new Experiment(
        id,
        title,
        citation,
        task,
        values,
        settings,
        trials,
        number,
        maxSequences,
        published,
        acceptance,
        reading);
  }
}
