package dev.carrousel.service.sessions;

import dev.carrousel.service.web.ProblemException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The sessions that this instance keeps, and the room they may take. */
@Component
class SessionMemory {

  private final SessionsProperties properties;
  private final SessionMeters meters;
  private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, Integer> perOwner = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  SessionMemory(SessionsProperties properties, SessionMeters meters) {
    this.properties = properties;
    this.meters = meters;
  }

  Optional<LiveSession> get(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  Collection<LiveSession> all() {
    return sessions.values();
  }

  /**
   * Takes a session in.
   *
   * @throws ProblemException 429 if its owner has too many, 503 if all together take too much
   */
  void admit(LiveSession session) {
    int owned = perOwner.merge(session.owner, 1, Integer::sum);
    if (owned > properties.perOwner()) {
      forgetOneOf(session.owner);
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "too_many",
          "No more than %d sessions of one owner may live. Delete some, or let them expire."
              .formatted(properties.perOwner()));
    }
    if (bytes.addAndGet(session.bytes) > properties.memory().toBytes()) {
      bytes.addAndGet(-session.bytes);
      forgetOneOf(session.owner);
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "sessions_full",
          "The sessions of this instance take all the memory they may, %s. Try again later."
              .formatted(properties.memory()));
    }
    sessions.put(session.id, session);
    meters.kept(sessions.size(), bytes.get());
  }

  /** Lets a session go; its holder has ended it. */
  void release(LiveSession session) {
    if (sessions.remove(session.id, session)) {
      bytes.addAndGet(-session.bytes);
      forgetOneOf(session.owner);
      meters.kept(sessions.size(), bytes.get());
    }
  }

  private void forgetOneOf(String owner) {
    perOwner.computeIfPresent(owner, (_, count) -> count > 1 ? count - 1 : null);
  }
}
