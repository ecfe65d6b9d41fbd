package dev.carrousel.service.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The metric series of the runs, in chunks. */
@Component
class Metrics {

  private final MetricChunkRepository chunks;

  Metrics(MetricChunkRepository chunks) {
    this.chunks = chunks;
  }

  void append(String runId, Map<String, List<MetricPoint>> measured) {
    measured.forEach((name, points) -> append(runId, name, points));
  }

  private void append(String runId, String name, List<MetricPoint> points) {
    MetricChunkEntity tail = chunks.last(runId, name).orElse(null);
    int from = 0;
    while (from < points.size()) {
      if (tail == null || tail.pointCount == MetricChunk.CAPACITY) {
        int index = tail == null ? 0 : tail.key.chunkIndex() + 1;
        tail = new MetricChunkEntity(new MetricChunkEntity.Key(runId, name, index), 0, new byte[0]);
      }
      int to = Math.min(points.size(), from + MetricChunk.CAPACITY - tail.pointCount);
      tail.content = MetricChunk.append(tail.content, points.subList(from, to));
      tail.pointCount += to - from;
      tail = chunks.save(tail);
      from = to;
    }
  }

  void forget(String runId) {
    chunks.removeAll(runId);
  }

  /** The series of a run by name, at most so many points of each. */
  Map<String, List<MetricPoint>> series(String runId, List<String> names, int points) {
    Map<String, List<MetricPoint>> series = new LinkedHashMap<>();
    for (String name : names.isEmpty() ? chunks.names(runId) : names) {
      List<MetricPoint> all = new ArrayList<>();
      chunks.series(runId, name).forEach(chunk -> all.addAll(MetricChunk.read(chunk.content)));
      series.put(name, ExtremumSampling.sample(all, points));
    }
    return series;
  }
}
