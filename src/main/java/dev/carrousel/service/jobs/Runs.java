package dev.carrousel.service.jobs;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ledger as workers use it. Every write carries the fence of the worker's claim; a worker whose
 * run was taken up by another writes nothing.
 */
@Service
@Transactional
public class Runs {

  private final JobRepository jobs;
  private final RunRepository runs;
  private final Metrics metrics;
  private final Checkpoints checkpoints;
  private final JobMoves moves;
  private final Clock clock;
  private final JsonMapper json;

  Runs(
      JobRepository jobs,
      RunRepository runs,
      Metrics metrics,
      Checkpoints checkpoints,
      JobMoves moves,
      Clock clock,
      JsonMapper json) {
    this.jobs = jobs;
    this.runs = runs;
    this.metrics = metrics;
    this.checkpoints = checkpoints;
    this.moves = moves;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Takes up a run for training; empty if there is nothing to do on it.
   *
   * @param ticket the queueing that brought the worker here; another one than the run's is void
   * @param lossesAllowed workers that may be lost without a checkpoint between
   */
  public Optional<ClaimedRun> claim(String runId, int ticket, int lossesAllowed) {
    JobEntity job = jobs.lockByRun(runId).orElse(null);
    if (job == null) {
      return Optional.empty();
    }
    RunEntity run = runs.findById(runId).orElseThrow();
    if (run.ticket != ticket || !isClaimable(job, run, lossesAllowed)) {
      return Optional.empty();
    }
    return Optional.of(begin(job, run));
  }

  private boolean isClaimable(JobEntity job, RunEntity run, int lossesAllowed) {
    if (run.status == Status.CANCELLING || run.status == Status.PAUSING) {
      leave(job, run);
      return false;
    }
    if (run.status == Status.RUNNING && ++run.losses > lossesAllowed) {
      String detail =
          "The last %d workers of the run died before they could write a checkpoint."
              .formatted(run.losses);
      finish(job, run, RunEnding.without(Status.FAILED, Reason.WORKER_LOST, detail));
      return false;
    }
    return run.status == Status.QUEUED || run.status == Status.RUNNING;
  }

  private ClaimedRun begin(JobEntity job, RunEntity run) {
    Reason reason = run.attempt > 0 && run.status == Status.RUNNING ? Reason.SERVER_RESTART : null;
    run.attempt++;
    run.fence++;
    run.startedAt = clock.instant();
    moves.move(job, run, Status.RUNNING, reason, null);
    if (job.startedAt == null) {
      job.startedAt = run.startedAt;
    }
    moves.settle(job, run);
    SavedState saved = checkpoints.latest(run.id).orElse(null);
    metrics.cut(run.id, saved == null ? Map.of() : saved.metricPositions());
    run.runtimeMillis = saved == null ? 0 : saved.runtimeMillis();
    run.reports++;
    if (saved == null) {
      run.progress = json.writeValueAsString(RunProgress.preparing(run.startedAt));
    }
    return claimed(job, run, saved);
  }

  private static ClaimedRun claimed(JobEntity job, RunEntity run, @Nullable SavedState saved) {
    return new ClaimedRun(
        run.id,
        job.id,
        job.name,
        job.model,
        run.trial,
        run.seed,
        run.attempt,
        run.fence,
        saved,
        job.configuration);
  }

  /** Writes down what a worker reports; answers what is wanted of it. */
  public Wish record(RunNote note) {
    String progress = json.writeValueAsString(note.progress());
    if (runs.report(note.runId(), note.fence(), progress, note.runtimeMillis()) == 0) {
      return Wish.LET_GO;
    }
    note.measured()
        .forEach((name, points) ->
            metrics.write(note.runId(), name, note.positions().getOrDefault(name, 0L), points));
    return switch (runs.status(note.runId())) {
      case RUNNING -> Wish.GO_ON;
      case PAUSING -> Wish.PAUSE;
      case CANCELLING -> Wish.CANCEL;
      case QUEUED, PAUSED, SUCCEEDED, FAILED, CANCELLED -> Wish.LET_GO;
    };
  }

  /** The same with a checkpoint, in one transaction: metrics and checkpoint are never at odds. */
  public Wish record(RunNote note, SavedState state) {
    Wish wish = record(note);
    if (wish != Wish.LET_GO) {
      runs.forgetLosses(note.runId());
      checkpoints.add(note.runId(), state);
    }
    return wish;
  }

  /**
   * Parts with a run that was stopped in its middle.
   *
   * @return whether it is to be queued again under its old ticket, because its worker stops
   */
  public boolean leave(String runId, long fence) {
    JobEntity job = jobs.lockByRun(runId).orElseThrow();
    RunEntity run = runs.findById(runId).orElseThrow();
    if (run.fence != fence || !run.status.isAtWork()) {
      return false;
    }
    return leave(job, run);
  }

  private boolean leave(JobEntity job, RunEntity run) {
    Status next =
        switch (run.status) {
          case CANCELLING -> Status.CANCELLED;
          case PAUSING -> Status.PAUSED;
          case RUNNING -> Status.QUEUED;
          case QUEUED, PAUSED, SUCCEEDED, FAILED, CANCELLED ->
              throw new IllegalStateException("run %s is not at work".formatted(run.id));
        };
    moves.move(job, run, next, next == Status.QUEUED ? Reason.SERVER_RESTART : Reason.USER, null);
    moves.settle(job, run);
    return next == Status.QUEUED;
  }

  /**
   * Ends a run, and with the last one its job.
   *
   * @return whether the job has ended too; empty if the worker has lost the run, and nothing was
   *     written
   */
  public Optional<Boolean> finish(String runId, long fence, RunEnding ending) {
    JobEntity job = jobs.lockByRun(runId).orElseThrow();
    RunEntity run = runs.findById(runId).orElseThrow();
    if (run.fence != fence || !run.status.isAtWork()) {
      return Optional.empty();
    }
    return Optional.of(finish(job, run, ending));
  }

  /** Who was asked to give a run up gives it up, even if it was just done. */
  private boolean finish(JobEntity job, RunEntity run, RunEnding ending) {
    if (run.status == Status.CANCELLING) {
      moves.move(job, run, Status.CANCELLED, Reason.USER, null);
      return moves.settle(job, run);
    }
    moves.move(job, run, ending.status(), ending.reason(), ending.detail());
    run.result = ending.result();
    run.weightsDigest = ending.weightsDigest();
    run.artifactId = ending.artifactId();
    if (ending.status() == Status.SUCCEEDED) {
      checkpoints.settle(run.id);
      completeProgress(run);
    }
    return moves.settle(job, run);
  }

  private void completeProgress(RunEntity run) {
    if (run.progress != null) {
      run.progress =
          json.writeValueAsString(json.readValue(run.progress, RunProgress.class).completed());
    }
  }
}
