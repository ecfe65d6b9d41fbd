package dev.carrousel.lstm.task;

/**
 * When a test is due and when it is passed.
 *
 * @param interval training sequences between two tests; not published, so it is a parameter of each
 *     task
 * @param sequences test sequences of one test
 * @param wrongAllowed how many of them may be wrong
 * @param meanErrorBelow bound of the mean absolute error; infinite if there is none
 */
record TestRule(int interval, int sequences, int wrongAllowed, double meanErrorBelow) {

  static TestRule allCorrect(int interval, int sequences) {
    return new TestRule(interval, sequences, 0, Double.POSITIVE_INFINITY);
  }
}
