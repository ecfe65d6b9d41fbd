package dev.carrousel.lstm.task;

import org.jspecify.annotations.Nullable;

/**
 * What a criterion says after a lesson.
 *
 * @param reached whether the trial has succeeded
 * @param test the test that was due and made, or null if none was
 */
public record Verdict(boolean reached, @Nullable Examination test) {

  /** Not yet, and no test was due. */
  static final Verdict NOT_YET = new Verdict(false, null);
}
