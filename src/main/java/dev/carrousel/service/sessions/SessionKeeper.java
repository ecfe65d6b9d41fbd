package dev.carrousel.service.sessions;

import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.prediction.Steppers;
import dev.carrousel.service.sessions.SessionRows.Row;
import dev.carrousel.service.sessions.SessionRows.Status;
import dev.carrousel.service.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Finds sessions, brings stored ones back, and ends those that nobody uses. A state that is gone is
 * told as gone: nobody ever goes on from zero without having asked for it.
 */
@Component
class SessionKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

  private final SessionMemory memory;
  private final SessionRows rows;
  private final Steppers steppers;
  private final SessionsProperties properties;
  private final SessionMeters meters;
  private final Clock clock;
  private final ReentrantLock restoring = new ReentrantLock();

  SessionKeeper(
      SessionMemory memory,
      SessionRows rows,
      Steppers steppers,
      SessionsProperties properties,
      SessionMeters meters,
      Clock clock) {
    this.memory = memory;
    this.rows = rows;
    this.steppers = steppers;
    this.properties = properties;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Does something with a session that nobody else touches meanwhile. This counts as a use.
   *
   * @throws ProblemException 404 if the owner has no such session, 409 if it has ended
   */
  <T> T exclusively(String owner, String id, Function<LiveSession, T> work) {
    LiveSession session = peek(owner, id).orElseGet(() -> restore(row(owner, id)));
    session.lock.lock();
    try {
      if (session.isEnded()) {
        throw gone(row(owner, id));
      }
      if (isOverdue(session)) {
        expire(session);
        throw gone(row(owner, id));
      }
      session.touch(clock.instant().truncatedTo(ChronoUnit.MILLIS));
      return work.apply(session);
    } finally {
      session.lock.unlock();
    }
  }

  /** The session if this instance keeps it. */
  Optional<LiveSession> peek(String owner, String id) {
    return memory.get(id).filter(session -> session.owner.equals(owner));
  }

  /** What the database knows of it, or 404. */
  Row row(String owner, String id) {
    return rows.find(id)
        .filter(row -> row.owner().equals(owner))
        .orElseThrow(() -> ProblemException.notFound("session", id));
  }

  /** Does something while no session is brought back. */
  <T> T alone(Supplier<T> work) {
    restoring.lock();
    try {
      return work.get();
    } finally {
      restoring.unlock();
    }
  }

  private LiveSession restore(Row row) {
    return alone(() -> memory.get(row.id()).orElseGet(() -> bringBack(row)));
  }

  private LiveSession bringBack(Row row) {
    if (row.status() != Status.STORED) {
      throw gone(row);
    }
    if (clock.instant().isAfter(row.lastUsed().plus(row.idle()))) {
      rows.expire(row.id());
      tellExpired(row.id(), row.idle());
      throw gone(row(row.owner(), row.id()));
    }
    Steppers.Ready model = steppers.of(row.model() + ':' + row.version());
    Tensors state = rows.take(row.id()).orElseThrow(() -> gone(row(row.owner(), row.id())));
    LiveSession session =
        new LiveSession(
            new LiveSession.Origin(row.id(), row.owner(), model, row.idle(), row.createdAt()),
            model.stepper().completed(state),
            row.step(),
            row.lastUsed(),
            properties.rewindSteps());
    try {
      memory.admit(session);
    } catch (ProblemException noRoom) {
      rows.store(session);
      throw noRoom;
    }
    return session;
  }

  private static ProblemException gone(Row row) {
    return switch (row.status()) {
      case EXPIRED ->
          new ProblemException(
              HttpStatus.CONFLICT,
              "session_expired",
              "The session was unused for more than its %d seconds and has expired after step %d. Open a new one, or go on from an export."
                  .formatted(row.idle().toSeconds(), row.step()));
      case LIVE, STORED, LOST ->
          new ProblemException(
              HttpStatus.CONFLICT,
              "session_lost",
              "The state of the session is not on this server: it was killed before it could write the state down, or another instance keeps it. Go on from the last export, or open a new one.");
    };
  }

  /** Ends sessions that are overdue, and forgets those that ended long ago. */
  void sweep() {
    for (LiveSession session : memory.all()) {
      if (isOverdue(session) && session.lock.tryLock()) {
        try {
          if (!session.isEnded() && isOverdue(session)) {
            expire(session);
          }
        } finally {
          session.lock.unlock();
        }
      }
    }
    rows.forget(clock.instant().minus(properties.remembered()));
  }

  private boolean isOverdue(LiveSession session) {
    return clock.instant().isAfter(session.expiresAt());
  }

  private void expire(LiveSession session) {
    rows.expire(session);
    session.end();
    memory.release(session);
    tellExpired(session.id, session.idle);
  }

  private void tellExpired(String id, Duration idle) {
    meters.expired();
    LOG.info(
        "session {} was unused for more than {} s and has expired; its client will be told",
        id,
        idle.toSeconds());
  }

  /** Writes all sessions down before this instance ends. */
  void storeAll() {
    int count = 0;
    for (LiveSession session : memory.all()) {
      session.lock.lock();
      try {
        if (!session.isEnded()) {
          session.end();
          count++;
        }
      } finally {
        session.lock.unlock();
      }
    }
    rows.storeAll(memory.all());
    LOG.info("{} sessions written down; they go on when they are used again", count);
  }
}
