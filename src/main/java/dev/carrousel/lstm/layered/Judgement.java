package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.loss.Loss;

/**
 * Gathers how a batch did while it turns outputs into gradients, each sequence for itself, so that
 * the sums do not depend on who judged which. Different sequences may be judged at the same time.
 */
final class Judgement {

  private final Loss loss;
  private final int outputSize;
  private final double[] lossSums;
  private final double[] absoluteSums;
  private final long[] components;
  private final long[] rows;
  private final double[] lastMaxima;

  Judgement(Loss loss, int outputSize, int batchSize) {
    this.loss = loss;
    this.outputSize = outputSize;
    this.lossSums = new double[batchSize];
    this.absoluteSums = new double[batchSize];
    this.components = new long[batchSize];
    this.rows = new long[batchSize];
    this.lastMaxima = new double[batchSize];
  }

  /**
   * Judges one row of a sequence and overwrites its linear outputs by their gradient.
   *
   * @param answer scratch of output size
   */
  void add(int sequence, float[] outputs, int start, double[] target, float scale, float[] answer) {
    System.arraycopy(outputs, start, answer, 0, outputSize);
    loss.respond(answer, 0, outputSize);
    double maximum = 0;
    for (int o = 0; o < outputSize; o++) {
      if (!Double.isNaN(target[o])) {
        double difference = Math.abs(target[o] - answer[o]);
        absoluteSums[sequence] += difference;
        components[sequence]++;
        maximum = Math.max(maximum, difference);
      }
    }
    lossSums[sequence] += loss.differentiate(outputs, start, target, scale);
    rows[sequence]++;
    lastMaxima[sequence] = maximum;
  }

  /** Sum of the losses of all rows. */
  double lossSum() {
    double sum = 0;
    for (double part : lossSums) {
      sum += part;
    }
    return sum;
  }

  /** Number of rows judged. */
  long rows() {
    return sum(rows);
  }

  Lesson lesson() {
    double absoluteSum = 0;
    double finalMaximum = 0;
    for (int sequence = 0; sequence < rows.length; sequence++) {
      absoluteSum += absoluteSums[sequence];
      finalMaximum = Math.max(finalMaximum, lastMaxima[sequence]);
    }
    return new Lesson(
        lossSum() / Math.max(1, rows()), absoluteSum / Math.max(1, sum(components)), finalMaximum);
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
