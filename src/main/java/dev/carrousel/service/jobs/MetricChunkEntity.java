package dev.carrousel.service.jobs;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Some hundred points of one metric of one run. */
@Entity
@Table(name = "metric_chunk")
class MetricChunkEntity {

  @EmbeddedId Key key;
  int pointCount;
  byte[] content;

  @SuppressWarnings("NullAway.Init")
  MetricChunkEntity() {}

  MetricChunkEntity(Key key, int pointCount, byte[] content) {
    this.key = key;
    this.pointCount = pointCount;
    this.content = content;
  }

  /** Which chunk of which metric. */
  @Embeddable
  record Key(String runId, String name, int chunkIndex) implements Serializable {}
}
