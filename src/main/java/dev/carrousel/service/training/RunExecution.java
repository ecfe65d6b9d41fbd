package dev.carrousel.service.training;

import dev.carrousel.service.jobs.ClaimedRun;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.jobs.RunEnding;
import dev.carrousel.service.jobs.Status;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs one run from its claim to its ending, on the thread of a worker. */
@Component
class RunExecution {

  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

  private final Jobs jobs;
  private final ProblemRun problemRun;
  private final TaskRun taskRun;
  private final RunCompletion completion;
  private final TrainingProperties properties;
  private final Clock clock;
  private final JsonMapper json;

  RunExecution(
      Jobs jobs,
      ProblemRun problemRun,
      TaskRun taskRun,
      RunCompletion completion,
      TrainingProperties properties,
      Clock clock,
      JsonMapper json) {
    this.jobs = jobs;
    this.problemRun = problemRun;
    this.taskRun = taskRun;
    this.completion = completion;
    this.properties = properties;
    this.clock = clock;
    this.json = json;
  }

  /** Trains a run; answers false if it must be taken up again because this worker stops. */
  boolean run(String runId, BooleanSupplier shuttingDown) {
    Optional<ClaimedRun> claimed = jobs.claim(runId);
    if (claimed.isEmpty()) {
      return true;
    }
    ClaimedRun run = claimed.get();
    LOG.info("job {} run {}: training begins, attempt {}", run.jobId(), run.id(), run.attempt());
    RunRecorder recorder =
        new RunRecorder(run.id(), jobs, clock, properties.recordInterval(), shuttingDown);
    try {
      RunPlan plan =
          Plans.of(
              json.readValue(run.configuration(), TrainingRequest.class), run.trial(), run.seed());
      return end(run, train(plan, recorder), recorder);
    } catch (RuntimeException | OutOfMemoryError failure) {
      LOG.error(
          "job {} run {}: training failed; the run ends as failed", run.jobId(), run.id(), failure);
      String detail =
          failure instanceof OutOfMemoryError
              ? "The run needs more memory than the service has."
              : "The service failed. The failure was logged.";
      completion.complete(
          run, RunEnding.without(Status.FAILED, Reason.INTERNAL_ERROR, detail), null);
      return true;
    }
  }

  private RunEnd train(RunPlan plan, RunRecorder recorder) {
    return switch (plan) {
      case RunPlan.OfDataset dataset -> problemRun.train(dataset, recorder);
      case RunPlan.OfTask task -> taskRun.train(task, recorder);
    };
  }

  private boolean end(ClaimedRun run, RunEnd ended, RunRecorder recorder) {
    recorder.flush();
    RunEnding ending = ended.ending();
    if (ending == null) {
      return stopped(run);
    }
    completion.complete(run, ending, ended.artifact());
    LOG.info("job {} run {}: {} ({})", run.jobId(), run.id(), ending.status(), ending.reason());
    return true;
  }

  private boolean stopped(ClaimedRun run) {
    boolean cancelled = jobs.endIfCancelling(run.id());
    if (!cancelled) {
      jobs.giveBack(run.id());
      LOG.info(
          "job {} run {}: the service stops; the run goes back into the queue",
          run.jobId(),
          run.id());
    }
    return cancelled;
  }
}
