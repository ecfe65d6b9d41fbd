package dev.carrousel.service.models;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Weights and what is needed to predict with them, found by the digest of the weights. */
@Entity
@Table(name = "artifact")
class ArtifactEntity {

  @Id String digest;
  byte[] weights;
  String predictor;
  int parameterCount;

  @SuppressWarnings("NullAway.Init")
  ArtifactEntity() {}
}
