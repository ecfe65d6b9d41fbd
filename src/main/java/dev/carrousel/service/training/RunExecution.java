package dev.carrousel.service.training;

import dev.carrousel.service.jobs.ClaimedRun;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.jobs.RunEnding;
import dev.carrousel.service.jobs.Runs;
import dev.carrousel.service.jobs.Status;
import dev.carrousel.service.models.Artifact;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/** Runs one run from its claim to its ending; the thread of the worker is its clerk. */
@Component
class RunExecution {

  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

  private final RunClaims claims;
  private final Runs runs;
  private final ProblemRun problemRun;
  private final TaskRun taskRun;
  private final RunCompletion completion;
  private final RunMeters meters;
  private final TrainingThreads threads;
  private final TrainingProperties properties;
  private final Clock clock;
  private final JsonMapper json;

  RunExecution(
      RunClaims claims,
      Runs runs,
      ProblemRun problemRun,
      TaskRun taskRun,
      RunCompletion completion,
      RunMeters meters,
      TrainingThreads threads,
      TrainingProperties properties,
      Clock clock,
      JsonMapper json) {
    this.claims = claims;
    this.runs = runs;
    this.problemRun = problemRun;
    this.taskRun = taskRun;
    this.completion = completion;
    this.meters = meters;
    this.threads = threads;
    this.properties = properties;
    this.clock = clock;
    this.json = json;
  }

  /** Trains a run; answers false if it must be taken up again because this worker stops. */
  boolean run(Hold hold) {
    Optional<ClaimedRun> claimed = claims.claim(hold);
    if (claimed.isEmpty()) {
      return true;
    }
    ClaimedRun run = claimed.get();
    try (var _ = MDC.putCloseable("job", run.jobId());
        var _ = MDC.putCloseable("run", run.id())) {
      meters.begun();
      return run(run, hold);
    } finally {
      meters.left();
    }
  }

  private boolean run(ClaimedRun run, Hold hold) {
    LOG.info("job {} run {}: training begins, attempt {}", run.jobId(), run.id(), run.attempt());
    try {
      TrainingRequest request = json.readValue(run.configuration(), TrainingRequest.class);
      Integer seconds = request.maxRuntimeSeconds();
      Duration maxRuntime = seconds == null ? null : Duration.ofSeconds(seconds);
      Clerk clerk = new Clerk();
      RunRecorder recorder =
          new RunRecorder(run, runs, hold, clerk, clock, properties, meters, maxRuntime);
      RunPlan plan = Plans.of(request, run.trial(), run.seed());
      return end(run, clerk.serve(threads, () -> train(plan, recorder)), recorder);
    } catch (DataAccessException | TransactionException away) {
      LOG.error(
          "job {} run {}: the database is away; the run goes on from its checkpoint when it is back",
          run.jobId(),
          run.id(),
          away);
      throw away;
    } catch (RuntimeException | OutOfMemoryError failure) {
      LOG.error(
          "job {} run {}: training failed; the run ends as failed", run.jobId(), run.id(), failure);
      complete(run, ending(failure), null);
      return true;
    }
  }

  private static RunEnding ending(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? RunEnding.without(
            Status.FAILED, Reason.OUT_OF_MEMORY, "The run needs more memory than the service has.")
        : RunEnding.without(
            Status.FAILED, Reason.INTERNAL_ERROR, "The service failed. The failure was logged.");
  }

  private RunEnd train(RunPlan plan, RunRecorder recorder) {
    return switch (plan) {
      case RunPlan.OfDataset dataset -> problemRun.train(dataset, recorder);
      case RunPlan.OfTask task -> taskRun.train(task, recorder);
    };
  }

  private boolean end(ClaimedRun run, RunEnd end, RunRecorder recorder) {
    return switch (end) {
      case RunEnd.Stopped stopped -> {
        recorder.leave(stopped.checkpoint());
        yield recorder.isOverdue() ? overdue(run) : stopped(run);
      }
      case RunEnd.Ended ended -> {
        recorder.flush();
        complete(run, ended.ending(), ended.artifact());
        LOG.info(
            "job {} run {}: {} ({})",
            run.jobId(),
            run.id(),
            ended.ending().status(),
            ended.ending().reason());
        yield true;
      }
    };
  }

  private void complete(ClaimedRun run, RunEnding ending, @Nullable Artifact artifact) {
    completion.complete(run, ending, artifact);
    meters.ended(ending);
  }

  private boolean overdue(ClaimedRun run) {
    String detail =
        "The run was at work longer than maxRuntimeSeconds allows. Its last checkpoint is kept.";
    complete(run, RunEnding.without(Status.FAILED, Reason.MAX_RUNTIME, detail), null);
    LOG.info("job {} run {}: ended, longer at work than it may", run.jobId(), run.id());
    return true;
  }

  private boolean stopped(ClaimedRun run) {
    boolean queuedAgain = runs.leave(run.id(), run.fence());
    LOG.info(
        "job {} run {}: stopped in its middle{}",
        run.jobId(),
        run.id(),
        queuedAgain ? "; it goes back into the queue and on from its checkpoint" : "");
    return !queuedAgain;
  }
}
