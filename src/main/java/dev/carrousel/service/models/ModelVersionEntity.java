package dev.carrousel.service.models;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A numbered version of a model. Never changes. */
@Entity
@Table(name = "model_version")
class ModelVersionEntity implements Persistable<ModelVersionEntity.Key> {

  @EmbeddedId Key key;
  String jobId;
  String runId;
  String artifactId;
  @Nullable String result;
  Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  ModelVersionEntity() {}

  @Override
  public Key getId() {
    return key;
  }

  @Override
  public boolean isNew() {
    return true;
  }

  /** Which version of which model. */
  @Embeddable
  record Key(String name, int version) implements Serializable {}
}
