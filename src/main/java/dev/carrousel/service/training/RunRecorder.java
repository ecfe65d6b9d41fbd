package dev.carrousel.service.training;

import dev.carrousel.lstm.training.Checkpoint;
import dev.carrousel.lstm.training.Progress;
import dev.carrousel.lstm.training.StopSignal;
import dev.carrousel.lstm.training.TrainingListener;
import dev.carrousel.service.jobs.ClaimedRun;
import dev.carrousel.service.jobs.MetricPoint;
import dev.carrousel.service.jobs.RunNote;
import dev.carrousel.service.jobs.RunProgress;
import dev.carrousel.service.jobs.Runs;
import dev.carrousel.service.jobs.SavedState;
import dev.carrousel.service.jobs.Wish;
import dev.carrousel.service.models.Safetensors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes down what happens in a run, in short transactions at intervals, and learns from them
 * whether the run is still wanted. While the database is away it gathers what there is to say, and
 * training goes on.
 */
final class RunRecorder implements TrainingListener, StopSignal {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);
  private static final String VALIDATION_LOSS = "validationLoss";

  private final ClaimedRun run;
  private final Runs runs;
  private final Hold hold;
  private final Clerk clerk;
  private final Clock clock;
  private final TrainingProperties properties;
  private final RunMeters meters;
  private final @Nullable Duration maxRuntime;
  private final Duration runtimeBefore;
  private final Instant began;
  private final Map<String, Long> positions;
  private final Map<String, List<MetricPoint>> measured = new LinkedHashMap<>();
  private Instant recorded;
  private Instant saved;
  private @Nullable Progress latest;
  private @Nullable Progress first;
  private Instant learning;
  private @Nullable Double validationLoss;
  private Wish wish = Wish.GO_ON;

  RunRecorder(
      ClaimedRun run,
      Runs runs,
      Hold hold,
      Clerk clerk,
      Clock clock,
      TrainingProperties properties,
      RunMeters meters,
      @Nullable Duration maxRuntime) {
    this.run = run;
    this.runs = runs;
    this.hold = hold;
    this.clerk = clerk;
    this.clock = clock;
    this.properties = properties;
    this.meters = meters;
    this.maxRuntime = maxRuntime;
    SavedState state = run.saved();
    positions = new HashMap<>(state == null ? Map.of() : state.metricPositions());
    runtimeBefore = Duration.ofMillis(state == null ? 0 : state.runtimeMillis());
    validationLoss = state == null ? null : state.validationLoss();
    began = clock.instant();
    learning = began;
    recorded = began;
    saved = began;
  }

  /** Where the training is to go on from; empty at the beginning. */
  Optional<Checkpoint> beginning() {
    return Optional.ofNullable(run.saved())
        .map(state -> new Checkpoint(state.step(), Safetensors.read(state.content())));
  }

  @Override
  public void progressed(Progress progress) {
    if (first == null) {
      first = progress;
      learning = clock.instant();
    } else if (latest != null) {
      meters.shown(progress.samples() - latest.samples());
    }
    latest = progress;
  }

  @Override
  public void measured(String metric, long step, double value) {
    measured.computeIfAbsent(metric, _ -> new ArrayList<>()).add(new MetricPoint(step, value));
    if (metric.equals(VALIDATION_LOSS)) {
      validationLoss = value;
    }
  }

  @Override
  public boolean isRaised() {
    if (isDue(recorded, properties.recordInterval())) {
      flush();
    }
    return wish != Wish.GO_ON || hold.isEnding() || hold.isSlipping() || isOverdue();
  }

  /** Whether the run was longer at work than it may. */
  boolean isOverdue() {
    return maxRuntime != null && runtime().compareTo(maxRuntime) > 0;
  }

  @Override
  public boolean wantsCheckpoint() {
    return isDue(saved, properties.checkpointInterval());
  }

  @Override
  public void reached(Checkpoint checkpoint) {
    saved = clock.instant();
    byte[] content = Safetensors.write(checkpoint.state());
    meters.checkpoint(content.length);
    say(() -> {
      Map<String, Long> after = new HashMap<>(positions);
      measured.forEach((name, points) -> after.merge(name, (long) points.size(), Long::sum));
      return runs.record(
          note(),
          new SavedState(checkpoint.step(), validationLoss, runtime().toMillis(), after, content));
    });
  }

  /** Writes down where a run is left, if it can be gone on with from there. */
  void leave(@Nullable Checkpoint checkpoint) {
    if (checkpoint == null) {
      flush();
    } else {
      reached(checkpoint);
    }
  }

  /** Writes down what has gathered. */
  void flush() {
    say(() -> runs.record(note()));
  }

  private void say(Callable<Wish> words) {
    recorded = clock.instant();
    try {
      wish = clerk.write(words);
      measured.forEach((name, points) -> positions.merge(name, (long) points.size(), Long::sum));
      measured.clear();
    } catch (DataAccessException | TransactionException away) {
      LOG.warn(
          "job {} run {}: the database did not take the report ({}); training goes on and reports again",
          run.jobId(),
          run.id(),
          away.getMessage());
    }
  }

  private boolean isDue(Instant last, Duration interval) {
    return Duration.between(last, clock.instant()).compareTo(interval) >= 0;
  }

  private Duration runtime() {
    return runtimeBefore.plus(Duration.between(began, clock.instant()));
  }

  private RunNote note() {
    return new RunNote(
        run.id(), run.fence(), progress(), runtime().toMillis(), measured, positions);
  }

  private RunProgress progress() {
    Progress now = latest;
    if (now == null || first == null) {
      return RunProgress.preparing(recorded);
    }
    double elapsed = Math.max(1, Duration.between(learning, recorded).toMillis()) / 1000.0;
    double rate = (now.samples() - first.samples()) / elapsed;
    long steps = now.step() - first.step();
    Double remaining = steps == 0 ? null : elapsed * (now.stepsTotal() - now.step()) / steps;
    boolean epochs = now.epochsTotal() > 0;
    return new RunProgress(
        RunProgress.TRAINING,
        100.0 * now.step() / now.stepsTotal(),
        now.step(),
        now.stepsTotal(),
        epochs ? now.epoch() : null,
        epochs ? now.epochsTotal() : null,
        now.samples(),
        now.loss(),
        rate > 0 ? rate : null,
        remaining,
        remaining == null ? null : recorded.plusMillis(Math.round(remaining * 1000)),
        recorded);
  }
}
