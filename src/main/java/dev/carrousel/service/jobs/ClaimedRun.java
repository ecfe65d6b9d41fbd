package dev.carrousel.service.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A run that a worker has taken up.
 *
 * @param id the run
 * @param jobId its job
 * @param jobName what the user calls the job
 * @param model name to store the weights under, null for none
 * @param trial its number in the job, from 1
 * @param seed what its random numbers begin with
 * @param attempt how often it has been taken up, this time counted
 * @param fence the worker's right to write
 * @param saved where to go on from, null for the beginning
 * @param configuration the job's configuration as JSON
 */
public record ClaimedRun(
    String id,
    String jobId,
    String jobName,
    @Nullable String model,
    int trial,
    long seed,
    int attempt,
    long fence,
    @Nullable SavedState saved,
    String configuration) {}
