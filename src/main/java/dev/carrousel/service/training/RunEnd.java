package dev.carrousel.service.training;

import dev.carrousel.lstm.training.TrainingOutcome;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.jobs.RunEnding;
import dev.carrousel.service.jobs.Status;
import dev.carrousel.service.models.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * What training a run came to.
 *
 * @param ending how it ended, null where it was only stopped
 * @param artifact what it leaves, null where that is not worth keeping
 */
record RunEnd(@Nullable RunEnding ending, @Nullable Artifact artifact) {

  static final RunEnd STOPPED = new RunEnd(null, null);

  static RunEnd diverged(TrainingOutcome.Diverged diverged) {
    String detail =
        "The loss was no longer a finite number after %d weight changes. A smaller learning rate may help."
            .formatted(diverged.step());
    return new RunEnd(RunEnding.without(Status.FAILED, Reason.DIVERGED, detail), null);
  }

  static RunEnd invalidData(String detail) {
    return new RunEnd(RunEnding.without(Status.FAILED, Reason.INVALID_DATA, detail), null);
  }

  static RunEnd succeeded(Reason reason, String result, Artifact artifact) {
    return new RunEnd(new RunEnding(Status.SUCCEEDED, reason, null, result, null, null), artifact);
  }
}
