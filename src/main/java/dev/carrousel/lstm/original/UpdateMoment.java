package dev.carrousel.lstm.original;

/**
 * When weights change. The papers leave it open for the tasks with errors at every step; with an
 * error at the last step only, both are the same.
 */
public enum UpdateMoment {
  /** At once after each step that has a target; ds/dw is carried over the change as it is. */
  STEP,
  /** Once after each sequence, by the sum over its steps. */
  SEQUENCE
}
