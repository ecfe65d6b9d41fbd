package dev.carrousel.lstm.problem;

/** What a value is compared with before a network sees it. */
public enum Centering {
  /** The mean of the training part: for series that stay at their level. */
  TRAINING_MEAN,
  /**
   * The mean of the window that the forecast is made from: for series that wander off, whose latest
   * values lie outside everything that was trained on.
   */
  WINDOW_MEAN,
  /**
   * The mean of the window, the difference divided by the window's own deviation: for series that
   * also swing wider or less wide as time goes by (Kim et al. 2022, reversible instance
   * normalisation). The deviation counts as at least a tenth of what is usual.
   */
  WINDOW_MEAN_AND_DEVIATION
}
