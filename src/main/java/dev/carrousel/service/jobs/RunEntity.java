package dev.carrousel.service.jobs;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The row of a run. Its worker reports into it while others move it, so each writes only the
 * columns that it changed.
 */
@Entity
@Table(name = "run")
@DynamicUpdate
class RunEntity {

  @Id String id;
  @Version @Nullable Long version;
  String jobId;
  String owner;
  String experimentName;
  int trial;
  long seed;

  @Enumerated(EnumType.STRING)
  Status status;

  @Enumerated(EnumType.STRING)
  @Nullable Reason reason;

  @Nullable String detail;
  int attempt;
  int ticket;
  long fence;
  int losses;
  long queueRound;
  long runtimeMillis;
  long reports;
  @Nullable String progress;
  @Nullable String result;
  @Nullable String weightsDigest;
  @Nullable String artifactId;
  Instant createdAt;
  @Nullable Instant startedAt;
  @Nullable Instant finishedAt;

  @SuppressWarnings("NullAway.Init")
  RunEntity() {}

  void become(Status next, @Nullable Reason why, @Nullable String explanation) {
    if (!status.mayBecome(next)) {
      throw new IllegalStateException(
          "run %s is %s and cannot become %s".formatted(id, status, next));
    }
    status = next;
    reason = why;
    detail = explanation;
  }
}
