package dev.carrousel.service.sessions;

import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.models.Safetensors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the database knows of sessions: that they are, and their state while nobody keeps them. */
@Component
@Transactional
class SessionRows {

  private static final String COLUMNS =
      "id, owner, model, version, status, idle_seconds, step, last_used_at, created_at";

  private static final int BATCH = 500;

  private final JdbcClient jdbc;
  private final JdbcOperations operations;
  private final String instance = UUID.randomUUID().toString();

  SessionRows(JdbcClient jdbc, JdbcOperations operations) {
    this.jdbc = jdbc;
    this.operations = operations;
  }

  void add(LiveSession session) {
    jdbc.sql(
            "insert into prediction_session (%s, instance) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                .formatted(COLUMNS))
        .params(
            session.id,
            session.owner,
            session.model.model(),
            session.model.version(),
            Status.LIVE.name(),
            (int) session.idle.toSeconds(),
            session.step(),
            Timestamp.from(session.lastUsed()),
            Timestamp.from(session.createdAt),
            instance)
        .update();
  }

  @Transactional(readOnly = true)
  Optional<Row> find(String id) {
    return jdbc.sql("select %s from prediction_session where id = ?".formatted(COLUMNS))
        .param(id)
        .query(SessionRows::row)
        .optional();
  }

  /** Sessions of an owner, by id. */
  @Transactional(readOnly = true)
  List<Row> list(String owner, String after, int limit) {
    return jdbc.sql(
            "select %s from prediction_session where owner = ? and id > ? order by id fetch first ? rows only"
                .formatted(COLUMNS))
        .params(owner, after, limit)
        .query(SessionRows::row)
        .list();
  }

  /** Writes the state of a session down that this instance will no longer keep. */
  void store(LiveSession session) {
    storeAll(List.of(session));
  }

  /** The same for many, in one transaction. */
  void storeAll(Collection<LiveSession> sessions) {
    operations.batchUpdate(
        "update prediction_session set status = ?, step = ?, last_used_at = ?, state = ? where id = ?",
        sessions,
        BATCH,
        (statement, session) -> {
          statement.setString(1, Status.STORED.name());
          statement.setLong(2, session.step());
          statement.setTimestamp(3, Timestamp.from(session.lastUsed()));
          statement.setBytes(4, Safetensors.write(session.state()));
          statement.setString(5, session.id);
        });
  }

  /** Takes a stored state over; empty if another instance was faster. */
  Optional<Tensors> take(String id) {
    Optional<byte[]> state =
        jdbc.sql("select state from prediction_session where id = ? and status = ? for update")
            .params(id, Status.STORED.name())
            .query((row, _) -> row.getBytes(1))
            .optional();
    state.ifPresent(_ ->
        jdbc.sql(
                "update prediction_session set status = ?, instance = ?, state = null where id = ?")
            .params(Status.LIVE.name(), instance, id)
            .update());
    return state.map(Safetensors::read);
  }

  void expire(LiveSession session) {
    jdbc.sql("update prediction_session set status = ?, step = ?, last_used_at = ? where id = ?")
        .params(
            Status.EXPIRED.name(), session.step(), Timestamp.from(session.lastUsed()), session.id)
        .update();
  }

  /** Ends a stored session. */
  void expire(String id) {
    jdbc.sql("update prediction_session set status = ?, state = null where id = ?")
        .params(Status.EXPIRED.name(), id)
        .update();
  }

  void remove(String id) {
    jdbc.sql("delete from prediction_session where id = ?").param(id).update();
  }

  /** Where nobody else can be alive, sessions that others kept are lost. */
  int loseThoseOfOthers() {
    return jdbc.sql("update prediction_session set status = ? where status = ? and instance <> ?")
        .params(Status.LOST.name(), Status.LIVE.name(), instance)
        .update();
  }

  /** Forgets sessions that nobody keeps and nobody has used for long. */
  void forget(Instant before) {
    jdbc.sql(
            "delete from prediction_session where status in ('EXPIRED', 'LOST', 'STORED') and last_used_at < ?")
        .param(Timestamp.from(before))
        .update();
  }

  private static Row row(ResultSet row, @Nullable Integer number) throws SQLException {
    return new Row(
        row.getString("id"),
        row.getString("owner"),
        row.getString("model"),
        row.getInt("version"),
        Status.valueOf(row.getString("status")),
        Duration.ofSeconds(row.getInt("idle_seconds")),
        row.getLong("step"),
        row.getTimestamp("last_used_at").toInstant(),
        row.getTimestamp("created_at").toInstant());
  }

  /** Where a session is. */
  enum Status {
    /** In the memory of an instance. */
    LIVE,
    /** In the database, after a clean stop. */
    STORED,
    /** Unused for too long. */
    EXPIRED,
    /** Its instance ended without writing it down. */
    LOST
  }

  /** A session as the database knows it; step and moment are those of its last writing. */
  record Row(
      String id,
      String owner,
      String model,
      int version,
      Status status,
      Duration idle,
      long step,
      Instant lastUsed,
      Instant createdAt) {}
}
