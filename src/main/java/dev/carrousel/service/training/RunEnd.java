package dev.carrousel.service.training;

import dev.carrousel.lstm.training.Checkpoint;
import dev.carrousel.lstm.training.TrainingOutcome;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.jobs.RunEnding;
import dev.carrousel.service.jobs.Status;
import dev.carrousel.service.models.Artifact;
import org.jspecify.annotations.Nullable;

/** What training a run came to. */
sealed interface RunEnd {

  /**
   * It was stopped in its middle and can go on from there, or from the latest checkpoint before.
   */
  record Stopped(@Nullable Checkpoint checkpoint) implements RunEnd {}

  /**
   * It came to an end.
   *
   * @param ending how
   * @param artifact what it leaves, null where that is not worth keeping
   */
  record Ended(RunEnding ending, @Nullable Artifact artifact) implements RunEnd {}

  static RunEnd stopped(TrainingOutcome.Stopped stopped) {
    return new Stopped(stopped.checkpoint());
  }

  static RunEnd diverged(TrainingOutcome.Diverged diverged) {
    String detail =
        "The loss or a weight was no longer a finite number after %d weight changes. A smaller learning rate may help."
            .formatted(diverged.step());
    return new Ended(RunEnding.without(Status.FAILED, Reason.DIVERGED, detail), null);
  }

  static RunEnd invalidData(String detail) {
    return new Ended(RunEnding.without(Status.FAILED, Reason.INVALID_DATA, detail), null);
  }

  static RunEnd succeeded(Reason reason, String result, Artifact artifact) {
    return new Ended(new RunEnding(Status.SUCCEEDED, reason, null, result, null, null), artifact);
  }
}
