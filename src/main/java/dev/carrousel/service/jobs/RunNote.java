package dev.carrousel.service.jobs;

import java.util.List;
import java.util.Map;

/**
 * What the worker of a run reports. A note that was perhaps not heard may be sent again, with more
 * in it.
 *
 * @param runId the run
 * @param fence the worker's right to write
 * @param progress how far the run is
 * @param runtimeMillis time at work so far, over all attempts
 * @param measured new points by metric
 * @param positions number of points of each series before the new ones
 */
public record RunNote(
    String runId,
    long fence,
    RunProgress progress,
    long runtimeMillis,
    Map<String, List<MetricPoint>> measured,
    Map<String, Long> positions) {}
