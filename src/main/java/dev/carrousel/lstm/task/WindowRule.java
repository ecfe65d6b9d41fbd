package dev.carrousel.lstm.task;

/**
 * What the most recent training sequences must be like.
 *
 * @param window how many sequences are looked at; 2000 in NC97
 * @param wrongBound a sequence is wrong if an output's absolute error at its end is not below
 * @param wrongAllowed how many of the window may be wrong
 * @param meanErrorBelow bound of the average error of the window, infinite if there is none. NC97
 *     does not define the average training error; it is read as mean absolute error over the same
 *     window, for the mean square is below the bounds as soon as all sequences are right
 */
record WindowRule(int window, double wrongBound, int wrongAllowed, double meanErrorBelow) {

  /** ST3(b) of NC97 Table 11: average error below b and the last 2000 sequences all right. */
  static WindowRule allCorrect(double wrongBound, double meanErrorBelow) {
    return new WindowRule(2000, wrongBound, 0, meanErrorBelow);
  }
}
