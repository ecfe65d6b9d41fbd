package dev.carrousel.service.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stood, as it is kept.
 *
 * @param step weight changes made
 * @param validationLoss of the best weights so far, null if nothing was validated yet
 * @param runtimeMillis time at work until then
 * @param metricPositions points of each metric series until then
 * @param content everything that changes while training, as the worker wrote it
 */
public record SavedState(
    long step,
    @Nullable Double validationLoss,
    long runtimeMillis,
    Map<String, Long> metricPositions,
    byte[] content) {}
