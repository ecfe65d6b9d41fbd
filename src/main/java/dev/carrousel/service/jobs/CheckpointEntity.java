package dev.carrousel.service.jobs;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The row of a checkpoint; written once. */
@Entity
@Table(name = "checkpoint")
class CheckpointEntity implements Persistable<String> {

  @Id String id;
  String runId;
  long step;
  @Nullable Double validationLoss;
  long runtimeMillis;
  String metricPositions;
  String digest;
  long byteCount;
  byte[] content;
  Instant createdAt;
  @Transient private boolean unsaved = true;

  @SuppressWarnings("NullAway.Init")
  CheckpointEntity() {}

  @Override
  public String getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return unsaved;
  }

  @PostLoad
  @PostPersist
  void becomeSaved() {
    unsaved = false;
  }
}
