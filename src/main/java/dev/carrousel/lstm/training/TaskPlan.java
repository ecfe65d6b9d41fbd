package dev.carrousel.lstm.training;

import dev.carrousel.lstm.task.Task;
import dev.carrousel.lstm.task.Tasks;
import java.util.Map;

/**
 * How a task is learned. Together with a learner whose weights are drawn from {@link
 * SeedStream#WEIGHTS} of the same seed, it determines the result to the bit.
 *
 * @param task name of the task's family
 * @param values values by parameter name; what is missing takes its default, and is filled in
 * @param maxSequences sequences shown at most, positive
 * @param batchSize sequences of one call of the learner, positive; 1 in all published experiments
 * @param seed determines every random number
 */
public record TaskPlan(
    String task, Map<String, Object> values, long maxSequences, int batchSize, long seed) {

  /**
   * Checks the ranges and completes the values.
   *
   * @throws IllegalArgumentException if there is no such task, or a value or number is not allowed
   */
  public TaskPlan {
    if (maxSequences < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "maxSequences and batchSize must be positive, were %d and %d"
              .formatted(maxSequences, batchSize));
    }
    values = Tasks.family(task).complete(values).asMap();
  }

  /**
   * A plan with one sequence to a lesson, as in the papers.
   *
   * @param task name of the task's family
   * @param values values by parameter name; what is missing takes its default
   * @param maxSequences sequences shown at most, positive
   * @param seed determines every random number
   * @return the plan
   */
  public static TaskPlan of(String task, Map<String, Object> values, long maxSequences, long seed) {
    return new TaskPlan(task, values, maxSequences, 1, seed);
  }

  /**
   * The same for another trial.
   *
   * @param other determines every random number
   * @return a new plan
   */
  public TaskPlan withSeed(long other) {
    return new TaskPlan(task, values, maxSequences, batchSize, other);
  }

  /**
   * The same with another end, for those who cannot wait.
   *
   * @param other sequences shown at most, positive
   * @return a new plan
   */
  public TaskPlan withMaxSequences(long other) {
    return new TaskPlan(task, values, other, batchSize, seed);
  }

  /**
   * The task of these values.
   *
   * @return a new task
   */
  public Task createTask() {
    return Tasks.of(task, values);
  }

  /** Calls of the learner at most. */
  long steps() {
    return (maxSequences - 1) / batchSize + 1;
  }
}
