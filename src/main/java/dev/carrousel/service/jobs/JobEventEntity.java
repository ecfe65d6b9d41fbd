package dev.carrousel.service.jobs;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** The row of an event; written once. */
@Entity
@Table(name = "job_event")
class JobEventEntity implements Persistable<JobEventEntity.Key> {

  @EmbeddedId Key key;
  String kind;
  String content;
  Instant createdAt;
  @Transient private boolean unsaved = true;

  @SuppressWarnings("NullAway.Init")
  JobEventEntity() {}

  JobEventEntity(Key key, String kind, String content, Instant createdAt) {
    this.key = key;
    this.kind = kind;
    this.content = content;
    this.createdAt = createdAt;
  }

  @Override
  public Key getId() {
    return key;
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

  /** Its number among the events of its job, from 1. */
  @Embeddable
  record Key(String jobId, int eventNumber) implements Serializable {}
}
