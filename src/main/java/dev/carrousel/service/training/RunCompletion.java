package dev.carrousel.service.training;

import dev.carrousel.service.jobs.ClaimedRun;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.Run;
import dev.carrousel.service.jobs.RunEnding;
import dev.carrousel.service.jobs.Runs;
import dev.carrousel.service.jobs.Status;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.Models;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a run and stores its weights in one transaction, so that succeeded always has weights. */
@Component
class RunCompletion {

  private static final double NOT_REACHED = 1e9;

  private final Jobs jobs;
  private final Runs runs;
  private final Models models;

  RunCompletion(Jobs jobs, Runs runs, Models models) {
    this.jobs = jobs;
    this.runs = runs;
    this.models = models;
  }

  /** The last run of a job publishes the best one, as the next version of the job's model. */
  @Transactional
  void complete(ClaimedRun run, RunEnding ending, @Nullable Artifact artifact) {
    RunEnding stored = artifact == null ? ending : kept(ending, artifact);
    boolean jobEnded = runs.finish(run.id(), run.fence(), stored).orElse(false);
    String model = run.model();
    if (jobEnded && model != null) {
      jobs.runs(run.jobId()).stream()
          .filter(candidate -> candidate.status() == Status.SUCCEEDED)
          .min(Comparator.comparingDouble(RunCompletion::badness))
          .ifPresent(best -> publish(model, best));
    }
  }

  private RunEnding kept(RunEnding ending, Artifact artifact) {
    Models.Kept kept = models.keep(artifact);
    return ending.withWeights(kept.weightsDigest(), kept.id());
  }

  private void publish(String model, Run best) {
    String artifact = best.artifactId();
    if (artifact != null) {
      models.publish(model, artifact, best.jobId(), best.id(), String.valueOf(best.result()));
    }
  }

  /**
   * Validation loss of a forecaster; of a task, first whether the criterion was reached, then the
   * final examination.
   */
  private static double badness(Run run) {
    if (run.result() == null) {
      return Double.POSITIVE_INFINITY;
    }
    if (run.result().has("criterionReached")) {
      double missed = run.result().path("criterionReached").asBoolean() ? 0 : NOT_REACHED;
      return missed + run.result().path("meanAbsoluteError").asDouble();
    }
    return run.result().path("validationLoss").asDouble(Double.MAX_VALUE);
  }
}
