package dev.carrousel.service.sessions;

import dev.carrousel.service.prediction.Observations;
import dev.carrousel.service.prediction.Stepped;
import dev.carrousel.service.prediction.Steppers;
import dev.carrousel.service.sessions.SessionRows.Row;
import dev.carrousel.service.web.Page;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.SortableId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Opens sessions, lets them take steps, forks, rewinds and ends them. */
@Service
public class Sessions {

  private final Steppers steppers;
  private final SessionMemory memory;
  private final SessionRows rows;
  private final SessionKeeper keeper;
  private final Beginnings beginnings;
  private final SessionsProperties properties;
  private final SessionMeters meters;
  private final SortableId ids;
  private final Clock clock;

  Sessions(
      Steppers steppers,
      SessionMemory memory,
      SessionRows rows,
      SessionKeeper keeper,
      Beginnings beginnings,
      SessionsProperties properties,
      SessionMeters meters,
      SortableId ids,
      Clock clock) {
    this.steppers = steppers;
    this.memory = memory;
    this.rows = rows;
    this.keeper = keeper;
    this.beginnings = beginnings;
    this.properties = properties;
    this.meters = meters;
    this.ids = ids;
    this.clock = clock;
  }

  /** Opens a session on the version that a reference means now. */
  public Session open(String owner, String reference, NewSession request) {
    return open(ids.next("ses"), owner, reference, request);
  }

  /** Opens a session under an identifier that the caller has chosen; one that is there goes. */
  public Session reopen(String id, String owner, String reference, NewSession request) {
    return keeper.alone(() -> {
      memory.get(id).ifPresent(this::remove);
      rows.remove(id);
      return open(id, owner, reference, request);
    });
  }

  private Session open(String id, String owner, String reference, NewSession request) {
    Steppers.Ready model = steppers.of(reference);
    Beginnings.Opening opening = beginnings.of(model, request);
    Instant now = now();
    LiveSession.Origin origin = new LiveSession.Origin(id, owner, model, opening.idle(), now);
    return keep(
        new LiveSession(origin, opening.state(), opening.step(), now, properties.rewindSteps()));
  }

  private Session keep(LiveSession session) {
    Session view = view(session);
    memory.admit(session);
    try {
      rows.add(session);
    } catch (RuntimeException failed) {
      memory.release(session);
      throw failed;
    }
    return view;
  }

  /**
   * Lets a session take observations, all or none of them.
   *
   * @param visitor is shown what comes of each
   * @return the session after the last
   */
  public Session walk(
      String owner, String id, Observations observations, Consumer<Stepped> visitor) {
    return keeper.exclusively(
        owner,
        id,
        session -> {
          long begun = System.nanoTime();
          Walk walk = new Walk(properties.rewindSteps(), visitor);
          session.model.stepper().walk(session.state(), observations, walk);
          walk.commit(session);
          meters.stepped(System.nanoTime() - begun, walk.count());
          return view(session);
        });
  }

  /** What a session is at. */
  public Session get(String owner, String id) {
    Optional<LiveSession> live = keeper.peek(owner, id);
    if (live.isPresent()) {
      return locked(live.get(), this::view);
    }
    return Session.of(keeper.row(owner, id), properties.rewindSteps());
  }

  /** As {@link #get}, for those who do not know whether there is one. */
  public Optional<Session> find(String owner, String id) {
    return keeper
        .peek(owner, id)
        .map(live -> locked(live, this::view))
        .or(() -> rows.find(id).filter(row -> row.owner().equals(owner)).map(this::view));
  }

  /** How long a session lives unused unless it asks for another limit. */
  public Duration idle() {
    return properties.idle();
  }

  Page<Session> list(String owner, @Nullable String after, int limit) {
    List<Session> found =
        rows.list(owner, after == null ? "" : after, limit + 1).stream().map(this::view).toList();
    return Page.of(found, limit, Session::id);
  }

  private Session view(Row row) {
    return memory
        .get(row.id())
        .map(live -> locked(live, this::view))
        .orElseGet(() -> Session.of(row, properties.rewindSteps()));
  }

  /** The model that a session asks. */
  public Steppers.Ready model(String owner, String id) {
    return keeper.exclusively(owner, id, session -> session.model);
  }

  State state(String owner, String id) {
    return keeper.exclusively(owner, id, this::stateOf);
  }

  State replaceState(String owner, String id, Map<String, JsonNode> state) {
    return keeper.exclusively(
        owner,
        id,
        session -> {
          session.replace(beginnings.replaced(session.model, state, session.state()));
          return stateOf(session);
        });
  }

  private State stateOf(LiveSession session) {
    return new State(view(session), StateJson.write(session.state()));
  }

  Session fork(String owner, String id) {
    LiveSession fork =
        keeper.exclusively(
            owner,
            id,
            session -> {
              Instant now = clock.instant();
              Duration idle = session.idle;
              return session.fork(
                  new LiveSession.Origin(ids.next("ses"), owner, session.model, idle, now), now);
            });
    return keep(fork);
  }

  Session rewind(String owner, String id, int steps) {
    return keeper.exclusively(
        owner,
        id,
        session -> {
          if (steps > session.rewindable()) {
            throw ProblemException.invalid(
                "#/steps",
                "too_far",
                "The session can be rewound by at most %d steps now, asked for %d. It keeps the last %d."
                    .formatted(session.rewindable(), steps, properties.rewindSteps()));
          }
          session.rewind(steps);
          return view(session);
        });
  }

  SessionExportView export(String owner, String id) {
    return keeper.exclusively(
        owner,
        id,
        session ->
            new SessionExportView(
                SessionExport.FORMAT,
                session.model.model(),
                session.model.version(),
                session.model.weightsDigest(),
                session.step(),
                session.idle.toSeconds(),
                StateJson.write(session.state())));
  }

  /** Ends a session for good, whatever has become of it. */
  public void delete(String owner, String id) {
    Optional<LiveSession> live = keeper.peek(owner, id);
    if (live.isPresent()) {
      remove(live.get());
    } else {
      keeper.row(owner, id);
    }
    rows.remove(id);
  }

  private void remove(LiveSession session) {
    locked(
        session,
        ending -> {
          ending.end();
          memory.release(ending);
          return ending;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Session view(LiveSession session) {
    return Session.of(session, properties.rewindSteps());
  }

  private static <T> T locked(LiveSession session, Function<LiveSession, T> work) {
    session.lock.lock();
    try {
      return work.apply(session);
    } finally {
      session.lock.unlock();
    }
  }

  /**
   * A session with its state.
   *
   * @param session the session
   * @param state its tensors by name
   */
  record State(Session session, Map<String, Object> state) {}

  /** As {@link SessionExport}, on its way out. */
  record SessionExportView(
      String format,
      String model,
      int version,
      String weightsDigest,
      long step,
      long idleSeconds,
      Map<String, Object> state) {}
}
