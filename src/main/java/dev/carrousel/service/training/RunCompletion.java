package dev.carrousel.service.training;

import dev.carrousel.service.jobs.ClaimedRun;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.Run;
import dev.carrousel.service.jobs.RunEnding;
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

  private final Jobs jobs;
  private final Models models;

  RunCompletion(Jobs jobs, Models models) {
    this.jobs = jobs;
    this.models = models;
  }

  /**
   * The last run of a job publishes the best one, by validation loss, as the next version of the
   * job's model.
   */
  @Transactional
  void complete(ClaimedRun run, RunEnding ending, @Nullable Artifact artifact) {
    RunEnding stored = artifact == null ? ending : ending.withWeights(models.keep(artifact));
    boolean jobEnded = jobs.finish(run.id(), stored);
    String model = run.model();
    if (jobEnded && model != null) {
      jobs.runs(run.jobId()).stream()
          .filter(candidate -> candidate.status() == Status.SUCCEEDED)
          .min(Comparator.comparingDouble(RunCompletion::validationLoss))
          .ifPresent(best -> publish(model, best));
    }
  }

  private void publish(String model, Run best) {
    String digest = best.weightsDigest();
    if (digest != null) {
      models.publish(model, digest, best.jobId(), best.id(), String.valueOf(best.result()));
    }
  }

  private static double validationLoss(Run run) {
    return run.result() == null
        ? Double.POSITIVE_INFINITY
        : run.result().path("validationLoss").asDouble(Double.POSITIVE_INFINITY);
  }
}
