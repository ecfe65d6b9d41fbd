package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Acceptance;
import dev.carrousel.lstm.paper.Published;
import dev.carrousel.lstm.paper.Reading;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.jobs.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The published figure beside the measured one.
 *
 * @param paper the paper
 * @param row the experiment
 * @param title a short title
 * @param citation where the figure stands
 * @param reading how the settings relate to those in print
 * @param acceptance when a result agrees
 * @param published what the paper prints
 * @param job the job that was measured, null if none has repeated the experiment
 * @param status where the job stands
 * @param measured what came out so far
 * @param verdict agrees, differs, or open while trials are missing, with the reason
 * @param trials every trial
 */
record Report(
    String paper,
    String row,
    String title,
    String citation,
    Reading reading,
    Acceptance acceptance,
    Published published,
    @Nullable String job,
    @Nullable Status status,
    Measured measured,
    Verdict verdict,
    List<Trial> trials) {

  /**
   * What came out.
   *
   * @param trials trials in all
   * @param finished trials that ran to their end: neither cancelled nor failed but by divergence
   * @param successful trials that reached the criterion
   * @param successRate successful trials in percent of the finished ones
   * @param successInterval 95 percent interval of the success rate (Wilson 1927), in percent
   * @param sequences training sequences until success, over the successful trials
   * @param wrongFraction mean fraction of the final examination that was wrong, successful trials
   * @param testError mean error of the final examination, successful trials
   * @param wallSeconds seconds from the first trial's start to the last one's end
   */
  record Measured(
      int trials,
      int finished,
      int successful,
      @Nullable Double successRate,
      @Nullable Interval successInterval,
      @Nullable Sequences sequences,
      @Nullable Double wrongFraction,
      @Nullable Double testError,
      @Nullable Double wallSeconds) {}

  /** From one number to another. */
  record Interval(double from, double to) {}

  /** Training sequences until success. */
  record Sequences(double mean, double median, long minimum, long maximum) {}

  /** Whether the measured figure agrees with the published one. */
  record Verdict(String agreement, String explanation) {}

  /**
   * One trial.
   *
   * @param trial its number, from 1
   * @param seed its seed
   * @param run its run
   * @param status where it stands
   * @param reason why it ended
   * @param criterionReached whether it reached the criterion
   * @param sequences training sequences shown
   * @param wrong wrong answers of the final examination
   * @param examined sequences of the final examination
   * @param testError mean error of the final examination
   * @param seconds seconds of training
   */
  record Trial(
      int trial,
      long seed,
      String run,
      Status status,
      @Nullable Reason reason,
      @Nullable Boolean criterionReached,
      @Nullable Long sequences,
      @Nullable Integer wrong,
      @Nullable Integer examined,
      @Nullable Double testError,
      @Nullable Double seconds) {}
}
