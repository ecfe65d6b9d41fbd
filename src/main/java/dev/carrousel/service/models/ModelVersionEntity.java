package dev.carrousel.service.models;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A numbered version of a model. Nothing of it changes but note and labels. */
@Entity
@Table(name = "model_version")
class ModelVersionEntity implements Persistable<ModelVersionEntity.Key> {

  @EmbeddedId Key key;
  @Nullable String jobId;
  @Nullable String runId;
  String artifactId;
  @Nullable String result;
  @Nullable String note;
  String labels;
  @Nullable String imported;
  Instant createdAt;
  @Transient private boolean unsaved = true;

  @SuppressWarnings("NullAway.Init")
  ModelVersionEntity() {}

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

  /** Which version of which model. */
  @Embeddable
  record Key(String name, int version) implements Serializable {}
}
