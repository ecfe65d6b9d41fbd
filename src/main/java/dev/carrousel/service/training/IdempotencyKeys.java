package dev.carrousel.service.training;

import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.Sha256;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers which request made which job, so that a client who never heard the answer can ask again
 * and nothing is trained twice. Part of the transaction that stores the job.
 */
@Component
class IdempotencyKeys {

  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;

  IdempotencyKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The job that the same request has already made. */
  Optional<String> find(Key key) {
    return jdbc.sql(
            "select request_digest, job_id from idempotency_key where id = ? and created_at >= ?")
        .params(key.id(), Timestamp.from(clock.instant().minus(KEPT)))
        .query((row, _) -> new Known(row.getString(1), row.getString(2)))
        .optional()
        .map(known -> {
          if (!known.digest().equals(key.digest())) {
            throw new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency_key_reused",
                "The Idempotency-Key was used for another request; take a new one.");
          }
          return known.job();
        });
  }

  void claim(Key key, String jobId) {
    forgetOld();
    jdbc.sql(
            "insert into idempotency_key (id, request_digest, job_id, created_at) values (?, ?, ?, ?)")
        .params(key.id(), key.digest(), jobId, Timestamp.from(clock.instant()))
        .update();
  }

  /** Forgets the requests that made a job. */
  void forget(String jobId) {
    jdbc.sql("delete from idempotency_key where job_id = ?").param(jobId).update();
  }

  private void forgetOld() {
    jdbc.sql("delete from idempotency_key where created_at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  private record Known(String digest, String job) {}

  /**
   * A key with what it was used for.
   *
   * @param id stands for owner, route and key
   * @param digest stands for the body
   */
  record Key(String id, String digest) {

    static Key of(String owner, String route, String key, String body) {
      return new Key(Sha256.of(owner + '\n' + route + '\n' + key), Sha256.of(body));
    }
  }
}
