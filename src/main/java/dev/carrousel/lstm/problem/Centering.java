package dev.carrousel.lstm.problem;

/** What a value is compared with before a network sees it. */
public enum Centering {
  /** The mean of the training part: for series that stay at their level. */
  TRAINING_MEAN,
  /**
   * The mean of the window that the forecast is made from: for series that wander off, whose latest
   * values lie outside everything that was trained on (compare Kim et al. 2022, reversible instance
   * normalisation).
   */
  WINDOW_MEAN
}
