package dev.carrousel.service.training;

/**
 * What learning a task came to.
 *
 * @param criterionReached whether the task's criterion was reached before the run was given up
 * @param sequences training sequences shown until then; those of tests do not count
 * @param parameterCount number of trainable weights at the end
 * @param examined sequences of the final examination with frozen weights
 * @param wrong how many of them were wrong
 * @param meanAbsoluteError mean error of the final examination
 */
public record TaskResult(
    boolean criterionReached,
    long sequences,
    int parameterCount,
    int examined,
    int wrong,
    double meanAbsoluteError) {}
