package dev.carrousel.service.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * The metric series of the runs, in segments. Above the points themselves stands a pyramid: each
 * level holds the smallest and the largest point of every stretch of the level below, so that a
 * chart of a long series reads few segments and still shows every spike.
 *
 * <p>Where a point goes follows from its number in the series alone. A writer that is not sure
 * whether its last words were heard says them again, and nothing is there twice.
 */
@Component
class Metrics {

  /** Points of a full segment. */
  static final int SEGMENT = 512;

  /** Points of a level of which the level above keeps two. */
  private static final int STRETCH = 64;

  private static final int SUMMARY = 2 * SEGMENT / STRETCH;

  /** A chart is drawn from so many times its points at least. */
  private static final int OVERSAMPLING = 4;

  private final MetricSegmentRepository segments;

  Metrics(MetricSegmentRepository segments) {
    this.segments = segments;
  }

  /**
   * Writes points of a series from a position on.
   *
   * @param from number of points of the series before them
   */
  void write(String runId, String name, long from, List<MetricPoint> points) {
    write(runId, name, 0, from, points);
  }

  private void write(String runId, String name, int level, long from, List<MetricPoint> points) {
    long position = from;
    int written = 0;
    while (written < points.size()) {
      int index = Math.toIntExact(position / SEGMENT);
      int before = (int) (position % SEGMENT);
      int count = Math.min(points.size() - written, SEGMENT - before);
      MetricSegmentEntity.Key key = new MetricSegmentEntity.Key(runId, name, level, index);
      List<MetricPoint> content = new ArrayList<>(SEGMENT);
      if (before > 0) {
        content.addAll(segments.findById(key).orElseThrow().points().subList(0, before));
      }
      content.addAll(points.subList(written, written + count));
      segments.save(new MetricSegmentEntity(key, content));
      if (content.size() == SEGMENT) {
        write(runId, name, level + 1, (long) index * SUMMARY, extremes(content));
      }
      written += count;
      position += count;
    }
  }

  private static List<MetricPoint> extremes(List<MetricPoint> points) {
    List<MetricPoint> extremes = new ArrayList<>(SUMMARY);
    for (int from = 0; from < points.size(); from += STRETCH) {
      ExtremumSampling.addExtremes(points.subList(from, from + STRETCH), extremes);
    }
    return extremes;
  }

  /**
   * Forgets what came after these positions.
   *
   * @param positions number of points to keep by name; a series without one goes entirely
   */
  void cut(String runId, Map<String, Long> positions) {
    for (String name : segments.names(runId)) {
      long keep = positions.getOrDefault(name, 0L);
      for (MetricSegmentRepository.LevelSize size : segments.sizes(runId, name)) {
        cut(runId, name, size.getLevel(), keep);
        keep = keep / SEGMENT * SUMMARY;
      }
    }
  }

  private void cut(String runId, String name, int level, long keep) {
    int last = Math.toIntExact(keep / SEGMENT);
    int inside = (int) (keep % SEGMENT);
    segments.removeFrom(runId, name, level, inside == 0 ? last : last + 1);
    if (inside > 0) {
      MetricSegmentEntity.Key key = new MetricSegmentEntity.Key(runId, name, level, last);
      List<MetricPoint> points = segments.findById(key).orElseThrow().points();
      segments.save(new MetricSegmentEntity(key, points.subList(0, inside)));
    }
  }

  /** Lets the series of another run begin with these. */
  void copy(String fromRun, String toRun) {
    segments.findByKeyRunId(fromRun).forEach(segment -> segments.save(segment.ofRun(toRun)));
  }

  /**
   * The series of a run by name.
   *
   * @param names which, all if empty
   * @param range the steps that are wanted
   * @param points of each at most
   */
  Map<String, List<MetricPoint>> series(
      String runId, List<String> names, StepRange range, int points) {
    Map<String, List<MetricPoint>> series = new LinkedHashMap<>();
    for (String name : names.isEmpty() ? segments.names(runId) : names) {
      series.put(name, ExtremumSampling.sample(series(runId, name, range, points), points));
    }
    return series;
  }

  /**
   * From the coarsest level that still holds enough, and below it what it has not yet summed up.
   */
  private List<MetricPoint> series(String runId, String name, StepRange range, int points) {
    int level = range.isEverything() ? level(runId, name, (long) OVERSAMPLING * points) : 0;
    List<MetricPoint> all = new ArrayList<>();
    int from = 0;
    for (; level >= 0; level--) {
      int count = 0;
      for (MetricSegmentEntity segment : segments.segments(runId, name, level, from)) {
        all.addAll(segment.points());
        count += segment.pointCount;
      }
      from = Math.toIntExact(((long) from * SEGMENT + count) / SUMMARY);
    }
    return all.stream().filter(range::contains).toList();
  }

  private int level(String runId, String name, long wanted) {
    int level = 0;
    for (MetricSegmentRepository.LevelSize size : segments.sizes(runId, name)) {
      level = size.getPoints() >= wanted ? size.getLevel() : level;
    }
    return level;
  }

  /**
   * The points of a series as they were measured.
   *
   * @param from number of points of the series before the first that is wanted
   * @param limit number of points at most
   */
  List<MetricPoint> points(String runId, String name, long from, int limit) {
    int first = Math.toIntExact(from / SEGMENT);
    Limit segmentLimit = Limit.of(limit / SEGMENT + 2);
    return segments.points(runId, name, first, segmentLimit).stream()
        .flatMap(segment -> segment.points().stream())
        .skip(from % SEGMENT)
        .limit(limit)
        .toList();
  }

  /** The latest point of each series of each run. */
  Map<String, Map<String, MetricPoint>> latest(Collection<String> runIds) {
    Map<String, Map<String, MetricPoint>> latest = new HashMap<>();
    for (MetricSegmentEntity segment :
        runIds.isEmpty() ? List.<MetricSegmentEntity>of() : segments.latest(runIds)) {
      latest
          .computeIfAbsent(segment.key.runId(), _ -> new TreeMap<>())
          .put(segment.key.name(), segment.points().getLast());
    }
    return latest;
  }

  /** The steps of a chart, both ends included. */
  record StepRange(@Nullable Long from, @Nullable Long to) {

    boolean isEverything() {
      return from == null && to == null;
    }

    boolean contains(MetricPoint point) {
      return (from == null || point.step() >= from) && (to == null || point.step() <= to);
    }
  }
}
