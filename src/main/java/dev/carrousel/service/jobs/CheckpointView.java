package dev.carrousel.service.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as clients see it.
 *
 * @param id opaque identifier
 * @param runId the run
 * @param step weight changes made
 * @param validationLoss loss of the latest validation before it, null if there was none
 * @param bytes its size
 * @param digest SHA-256 of its content
 * @param createdAt when it was written
 */
record CheckpointView(
    String id,
    String runId,
    long step,
    @Nullable Double validationLoss,
    long bytes,
    String digest,
    Instant createdAt) {}
