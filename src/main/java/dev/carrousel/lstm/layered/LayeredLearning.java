package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.optimizer.Optimizer;
import dev.carrousel.lstm.optimizer.Schedule;

/**
 * How a layered network learns.
 *
 * @param loss what is minimised
 * @param optimizer how the weights follow the gradient
 * @param schedule the learning rate's way through the training
 * @param clipNorm largest Euclidean norm that the gradient of all weights together may have,
 *     positive; infinite for none (Pascanu, Mikolov and Bengio 2013)
 * @param dropout share of the numbers from one layer to the next that is left out while learning, 0
 *     to below 1; the others grow so that the mean stays (Zaremba, Sutskever and Vinyals 2014)
 * @param truncation steps after which a sequence is cut while learning: a weight change follows
 *     each piece, the next begins in the state in which it ended and no gradient flows between them
 *     (Williams and Peng 1990); 0 for never
 */
public record LayeredLearning(
    Loss loss,
    Optimizer optimizer,
    Schedule schedule,
    double clipNorm,
    double dropout,
    int truncation) {

  /** Checks the ranges. */
  public LayeredLearning {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm must be positive, was " + clipNorm);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be at least 0 and below 1, was " + dropout);
    }
    if (truncation < 0) {
      throw new IllegalArgumentException("truncation must not be negative, was " + truncation);
    }
  }

  /**
   * Learning at a constant rate from whole sequences, without dropout or clipping.
   *
   * @param loss what is minimised
   * @param optimizer how the weights follow the gradient
   * @return the settings
   */
  public static LayeredLearning of(Loss loss, Optimizer optimizer) {
    return new LayeredLearning(loss, optimizer, Schedule.CONSTANT, Double.POSITIVE_INFINITY, 0, 0);
  }

  /**
   * The same at another pace.
   *
   * @param other the learning rate's way through the training
   * @return new settings
   */
  public LayeredLearning withSchedule(Schedule other) {
    return new LayeredLearning(loss, optimizer, other, clipNorm, dropout, truncation);
  }

  /**
   * The same with another clipping.
   *
   * @param other largest norm of the gradient
   * @return new settings
   */
  public LayeredLearning withClipNorm(double other) {
    return new LayeredLearning(loss, optimizer, schedule, other, dropout, truncation);
  }

  /**
   * The same with another dropout.
   *
   * @param other share that is left out
   * @return new settings
   */
  public LayeredLearning withDropout(double other) {
    return new LayeredLearning(loss, optimizer, schedule, clipNorm, other, truncation);
  }

  /**
   * The same with another truncation.
   *
   * @param other steps after which a sequence is cut
   * @return new settings
   */
  public LayeredLearning withTruncation(int other) {
    return new LayeredLearning(loss, optimizer, schedule, clipNorm, dropout, other);
  }
}
