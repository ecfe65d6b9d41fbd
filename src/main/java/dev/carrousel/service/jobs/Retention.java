package dev.carrousel.service.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forgets the details of jobs that ended long ago; jobs, results and models stay. */
@Tag(name = "operations")
@RestController
@RequestMapping("/api/v1/retention")
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

  @Operation(
      operationId = "applyRetention",
      summary = "Forget metrics, events and checkpoints of jobs that ended long ago",
      description =
          "With dryRun=true only says what would go. Jobs, their results and models stay.")
  @PostMapping
  @Transactional
  public Forgotten apply(
      @RequestParam @Min(0) @Max(36500) int days,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    Instant before = clock.instant().minus(Duration.ofDays(days));
    return dryRun
        ? new Forgotten(
            true,
            before,
            events.countOlder(before),
            segments.countOlder(before),
            checkpoints.countOlder(before))
        : new Forgotten(
            false,
            before,
            events.removeOlder(before),
            segments.removeOlder(before),
            checkpoints.removeOlder(before));
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
