package dev.carrousel.service.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is; each null while unknown.
 *
 * @param phase {@code preparing}, {@code training} or {@code done}
 * @param percent 0 to 100
 * @param step weight changes made
 * @param stepsTotal weight changes planned at most
 * @param epoch epoch at work
 * @param epochsTotal epochs planned at most
 * @param samples sequences shown
 * @param loss loss of the latest weight change
 * @param samplesPerSecond sequences shown per second since the run was taken up
 * @param remainingSeconds estimate from the rate so far
 * @param estimatedFinishAt the same as a moment
 * @param observedAt when this was true
 */
public record RunProgress(
    @Nullable String phase,
    @Nullable Double percent,
    @Nullable Long step,
    @Nullable Long stepsTotal,
    @Nullable Integer epoch,
    @Nullable Integer epochsTotal,
    @Nullable Long samples,
    @Nullable Double loss,
    @Nullable Double samplesPerSecond,
    @Nullable Double remainingSeconds,
    @Nullable Instant estimatedFinishAt,
    Instant observedAt) {

  public static final String TRAINING = "training";
  static final String DONE = "done";
  private static final String PREPARING = "preparing";

  /** Of a run that was just taken up. */
  public static RunProgress preparing(Instant now) {
    return new RunProgress(
        PREPARING, null, null, null, null, null, null, null, null, null, null, now);
  }

  /** The same at a successful end, which may come before the last step planned. */
  RunProgress completed() {
    return new RunProgress(
        DONE,
        100.0,
        step,
        stepsTotal,
        epoch,
        epochsTotal,
        samples,
        loss,
        samplesPerSecond,
        0.0,
        null,
        observedAt);
  }
}
