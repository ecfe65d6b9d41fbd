package dev.carrousel.service.training;

import dev.carrousel.lstm.training.Progress;
import dev.carrousel.lstm.training.StopSignal;
import dev.carrousel.lstm.training.TrainingListener;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.MetricPoint;
import dev.carrousel.service.jobs.RunProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens in a run, in short transactions at intervals, and learns from them
 * whether the run is still wanted.
 */
final class RunRecorder implements TrainingListener, StopSignal {

  private static final String LOSS = "loss";

  private final String runId;
  private final Jobs jobs;
  private final Clock clock;
  private final Duration interval;
  private final BooleanSupplier shuttingDown;
  private final Instant began;
  private final Map<String, List<MetricPoint>> measured = new LinkedHashMap<>();
  private Instant recorded;
  private @Nullable Progress latest;
  private boolean unwanted;

  RunRecorder(
      String runId, Jobs jobs, Clock clock, Duration interval, BooleanSupplier shuttingDown) {
    this.runId = runId;
    this.jobs = jobs;
    this.clock = clock;
    this.interval = interval;
    this.shuttingDown = shuttingDown;
    this.began = clock.instant();
    this.recorded = began;
  }

  @Override
  public void progressed(Progress progress) {
    latest = progress;
    measured(LOSS, progress.step(), progress.loss());
    if (Duration.between(recorded, clock.instant()).compareTo(interval) >= 0) {
      flush();
    }
  }

  @Override
  public void measured(String metric, long step, double value) {
    measured.computeIfAbsent(metric, _ -> new ArrayList<>()).add(new MetricPoint(step, value));
  }

  @Override
  public boolean isRaised() {
    return unwanted || shuttingDown.getAsBoolean();
  }

  /** Writes down what has gathered. */
  void flush() {
    recorded = clock.instant();
    if (latest != null) {
      unwanted = !jobs.record(runId, progress(latest), measured);
      measured.clear();
    }
  }

  private RunProgress progress(Progress progress) {
    double elapsed = Math.max(1, Duration.between(began, recorded).toMillis()) / 1000.0;
    double remaining = elapsed * (progress.stepsTotal() - progress.step()) / progress.step();
    return new RunProgress(
        100.0 * progress.step() / progress.stepsTotal(),
        progress.step(),
        progress.stepsTotal(),
        progress.epochsTotal() == 0 ? null : progress.epoch(),
        progress.epochsTotal() == 0 ? null : progress.epochsTotal(),
        progress.samples(),
        progress.loss(),
        progress.samples() / elapsed,
        remaining,
        recorded.plusMillis(Math.round(remaining * 1000)),
        recorded);
  }
}
