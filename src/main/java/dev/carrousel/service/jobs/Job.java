package dev.carrousel.service.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as clients see it.
 *
 * @param id opaque identifier
 * @param owner who submitted it
 * @param name what the user calls it
 * @param labels the user's own marks
 * @param model name that the weights are stored under, null for none
 * @param status where it stands
 * @param reason why
 * @param detail the reason in words
 * @param priority higher goes first
 * @param trials number of runs
 * @param attempt how often workers have taken up the run that was taken up most often
 * @param runs how many runs stand where
 * @param configuration everything that determines the training, defaults filled in
 * @param progress how far it is, over all runs
 * @param result the result of its only run, null for several or before the end
 * @param transitions every move so far; of very many only the latest
 * @param retryOf job that this one tries again, null for none
 * @param createdAt when it was submitted
 * @param startedAt when its first run was taken up
 * @param finishedAt when its last run ended
 */
public record Job(
    @Schema(example = "job_01kb3c8r5wq4m2x7e9t1v6n0ab") String id,
    String owner,
    String name,
    Map<String, String> labels,
    @Nullable String model,
    Status status,
    @Nullable Reason reason,
    @Nullable String detail,
    int priority,
    int trials,
    int attempt,
    Map<Status, Long> runs,
    @Schema(type = "object") JsonNode configuration,
    @Nullable RunProgress progress,
    @Schema(type = "object") @Nullable JsonNode result,
    List<Transition> transitions,
    @Nullable String retryOf,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
