package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Sequence;

/**
 * The judgement of one answer.
 *
 * @param correct whether the task counts it as right
 * @param meanAbsoluteError mean of |target - output| over the outputs that were judged
 */
public record Grade(boolean correct, double meanAbsoluteError) {

  /**
   * Right if every output's absolute error at the last step is below a bound: ABS(b) in NC97.
   *
   * @param sequence a sequence with a target at its last step
   * @param outputs shape [T,O], row-major
   * @param bound b
   * @return the grade
   */
  static Grade atEnd(Sequence sequence, double[] outputs, double bound) {
    return from(sequence, outputs, bound, sequence.length() - 1);
  }

  /** As {@link #atEnd}, of all steps that have a target. */
  static Grade everywhere(Sequence sequence, double[] outputs, double bound) {
    return from(sequence, outputs, bound, 0);
  }

  private static Grade from(Sequence sequence, double[] outputs, double bound, int firstStep) {
    int width = outputs.length / sequence.length();
    boolean correct = true;
    double sum = 0;
    int count = 0;
    for (int step = firstStep; step < sequence.length(); step++) {
      double[] target = sequence.targets()[step];
      for (int k = 0; target != null && k < width; k++) {
        double error = Math.abs(target[k] - outputs[step * width + k]);
        correct &= error < bound;
        sum += error;
        count++;
      }
    }
    return new Grade(correct, sum / count);
  }
}
