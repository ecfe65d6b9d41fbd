package dev.carrousel.service.sessions;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A session as clients see it.
 *
 * @param id its identifier
 * @param model the model that it asks
 * @param version the version, which stays the same however aliases move
 * @param status {@code live}; {@code stored} after a clean stop, until it is used again; {@code
 *     expired}; {@code lost} if its server was killed
 * @param step observations so far
 * @param window rows that each answer is made from anew, for a model that was trained on windows; 0
 *     if the state carries everything
 * @param rewindable steps that it can be rewound by now
 * @param rewindLimit steps that are kept at most
 * @param idleSeconds how long it lives unused
 * @param createdAt when it began
 * @param expiresAt when it ends if nobody uses it before; null once it has ended
 */
public record Session(
    @Schema(example = "ses_01m7yvq0jm9epef4d310jkcjf2") String id,
    @Schema(example = "co2") String model,
    int version,
    @Schema(example = "live") String status,
    long step,
    int window,
    int rewindable,
    int rewindLimit,
    @Schema(example = "600") long idleSeconds,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  static Session of(LiveSession session, int rewindLimit) {
    return new Session(
        session.id,
        session.model.model(),
        session.model.version(),
        "live",
        session.step(),
        session.model.stepper().window(),
        session.rewindable(),
        rewindLimit,
        session.idle.toSeconds(),
        session.createdAt,
        session.expiresAt());
  }

  static Session of(SessionRows.Row row, int rewindLimit) {
    return new Session(
        row.id(),
        row.model(),
        row.version(),
        row.status().name().toLowerCase(Locale.ROOT),
        row.step(),
        0,
        0,
        rewindLimit,
        row.idle().toSeconds(),
        row.createdAt(),
        row.status() == SessionRows.Status.STORED ? row.lastUsed().plus(row.idle()) : null);
  }
}
