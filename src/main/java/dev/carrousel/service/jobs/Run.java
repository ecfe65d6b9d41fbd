package dev.carrousel.service.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as clients see it.
 *
 * @param id opaque identifier
 * @param jobId the job it belongs to
 * @param trial its number in the job, from 1
 * @param seed what its random numbers begin with
 * @param status where it stands
 * @param reason why
 * @param detail the reason in words
 * @param attempt how often a worker has taken it up
 * @param progress how far it is
 * @param result what came out
 * @param weightsDigest SHA-256 of its weights
 * @param artifactId where weights and predictor are kept; not shown
 * @param createdAt when it was submitted
 * @param startedAt when a worker took it up, the latest time
 * @param finishedAt when it ended
 */
public record Run(
    String id,
    String jobId,
    int trial,
    long seed,
    Status status,
    @Nullable Reason reason,
    @Nullable String detail,
    int attempt,
    @Nullable RunProgress progress,
    @Schema(type = "object") @Nullable JsonNode result,
    @Nullable String weightsDigest,
    @JsonIgnore @Nullable String artifactId,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
