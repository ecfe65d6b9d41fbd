package dev.carrousel.service.jobs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be put into the ledger.
 *
 * @param owner who submitted it
 * @param name what the user calls it
 * @param model model to store the weights under, null for none
 * @param labels the user's own marks
 * @param configuration the effective configuration as JSON
 * @param datasetId dataset it reads, null for none
 * @param experiment published experiment it repeats, null for none
 * @param priority higher goes first
 * @param retryOf job whose latest checkpoints it begins with, null for none
 * @param seeds one per run
 */
public record NewJob(
    String owner,
    String name,
    @Nullable String model,
    Map<String, String> labels,
    String configuration,
    @Nullable String datasetId,
    @Nullable String experiment,
    int priority,
    @Nullable String retryOf,
    List<Long> seeds) {}
