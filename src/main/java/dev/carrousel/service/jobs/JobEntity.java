package dev.carrousel.service.jobs;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a job. */
@Entity
@Table(name = "job")
class JobEntity {

  @Id String id;
  @Version @Nullable Long version;
  String owner;
  String name;
  @Nullable String model;
  String labels;
  String configuration;
  @Nullable String datasetId;
  @Nullable String experiment;
  String experimentName;

  @Enumerated(EnumType.STRING)
  Status status;

  @Enumerated(EnumType.STRING)
  @Nullable Reason reason;

  @Nullable String detail;
  int priority;
  int trials;
  @Nullable String retryOf;
  int eventCount;
  String transitions;
  Instant createdAt;
  @Nullable Instant startedAt;
  @Nullable Instant finishedAt;

  @SuppressWarnings("NullAway.Init")
  JobEntity() {}
}
