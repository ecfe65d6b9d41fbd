package dev.carrousel.lstm.layered;

/** What the outputs of a network are computed from. */
public enum ReadOut {
  /** At each step from the cell outputs of that step. */
  STEP,
  /**
   * Once per sequence, from the cell outputs that each direction ends with. Targets stand at the
   * last step, and every step of an answer holds the same.
   */
  SEQUENCE
}
