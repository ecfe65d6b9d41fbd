package dev.carrousel.service.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the details of jobs that ended long ago; jobs, results and models stay. */
@Component
class Retention {

  private final JobEventRepository events;
  private final MetricSegmentRepository segments;
  private final CheckpointRepository checkpoints;
  private final Clock clock;

  Retention(
      JobEventRepository events,
      MetricSegmentRepository segments,
      CheckpointRepository checkpoints,
      Clock clock) {
    this.events = events;
    this.segments = segments;
    this.checkpoints = checkpoints;
    this.clock = clock;
  }

  @Transactional
  public Forgotten apply(int days, int keptCheckpoints, boolean dryRun) {
    Instant before = clock.instant().minus(Duration.ofDays(days));
    return dryRun
        ? new Forgotten(
            true,
            before,
            events.countOlder(before),
            segments.countOlder(before),
            checkpoints.countWorse(before, keptCheckpoints))
        : new Forgotten(
            false,
            before,
            events.removeOlder(before),
            segments.removeOlder(before),
            checkpoints.removeWorse(before, keptCheckpoints));
  }

  /**
   * What went, or would go.
   *
   * @param dryRun whether nothing was touched
   * @param endedBefore jobs that ended before were looked at
   * @param events number of events
   * @param metricSegments number of stored pieces of metric series
   * @param checkpoints number of checkpoints
   */
  record Forgotten(
      boolean dryRun, Instant endedBefore, long events, long metricSegments, long checkpoints) {}
}
