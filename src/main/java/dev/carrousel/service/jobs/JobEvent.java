package dev.carrousel.service.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a job; never changed afterwards.
 *
 * @param job the job
 * @param number its number among the events of the job, from 1 and without gaps
 * @param kind {@code job.status} or {@code run.status}
 * @param content what happened
 * @param at when
 */
public record JobEvent(
    String job,
    int number,
    @Schema(example = "run.status") String kind,
    @Schema(type = "object") JsonNode content,
    Instant at) {}
