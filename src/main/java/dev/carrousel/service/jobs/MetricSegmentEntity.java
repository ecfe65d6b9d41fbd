package dev.carrousel.service.jobs;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;

/** Some hundred points of one metric of one run, at one level of detail. */
@Entity
@Table(name = "metric_segment")
class MetricSegmentEntity {

  @EmbeddedId Key key;
  int pointCount;
  boolean packed;
  byte[] content;

  @SuppressWarnings("NullAway.Init")
  MetricSegmentEntity() {}

  MetricSegmentEntity(Key key, List<MetricPoint> points) {
    this.key = key;
    pointCount = points.size();
    packed = points.size() == Metrics.SEGMENT;
    content = packed ? MetricPoints.pack(points) : MetricPoints.write(points);
  }

  MetricSegmentEntity ofRun(String runId) {
    Key other = new Key(runId, key.name(), key.detailLevel(), key.segmentIndex());
    return new MetricSegmentEntity(other, points());
  }

  List<MetricPoint> points() {
    return packed ? MetricPoints.unpack(content, pointCount) : MetricPoints.read(content);
  }

  /** Which segment of which metric. */
  @Embeddable
  record Key(String runId, String name, int detailLevel, int segmentIndex)
      implements Serializable {}
}
