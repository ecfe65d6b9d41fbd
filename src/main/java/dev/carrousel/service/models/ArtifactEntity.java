package dev.carrousel.service.models;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Weights and what is needed to predict with them. Never changes: its key is the digest of both.
 */
@Entity
@Table(name = "artifact")
class ArtifactEntity {

  @Id String id;
  String weightsDigest;
  byte[] weights;
  String predictor;
  int parameterCount;
  @Nullable String origin;

  @SuppressWarnings("NullAway.Init")
  ArtifactEntity() {}
}
