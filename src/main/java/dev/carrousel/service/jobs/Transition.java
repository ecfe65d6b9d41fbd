package dev.carrousel.service.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One move of a job. */
public record Transition(Status status, Instant at, @Nullable Reason reason) {}
