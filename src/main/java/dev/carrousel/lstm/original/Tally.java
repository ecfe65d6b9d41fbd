package dev.carrousel.lstm.original;

import dev.carrousel.lstm.learner.Lesson;

/** Sums up how a network does over the sequences of one lesson. */
final class Tally {

  private final OutputDelta outputDelta;
  private final int outputSize;
  private int sequences;
  private long outputs;
  private double loss;
  private double squaredError;
  private double absoluteError;
  private double stepMaximum;
  private double finalMaximum;

  Tally(OutputDelta outputDelta, int outputSize) {
    this.outputDelta = outputDelta;
    this.outputSize = outputSize;
  }

  void clear() {
    sequences = 0;
    outputs = 0;
    loss = 0;
    squaredError = 0;
    absoluteError = 0;
    stepMaximum = 0;
    finalMaximum = 0;
  }

  /** Counts one step with a target. */
  void count(double[] target, double[] output) {
    stepMaximum = 0;
    for (int k = 0; k < outputSize; k++) {
      double difference = target[k] - output[k];
      loss += outputDelta.loss(target[k], output[k]);
      squaredError += difference * difference;
      absoluteError += Math.abs(difference);
      stepMaximum = Math.max(stepMaximum, Math.abs(difference));
    }
    outputs += outputSize;
  }

  /** Ends a sequence: its last counted step was its final one. */
  void endSequence() {
    finalMaximum = Math.max(finalMaximum, stepMaximum);
    sequences++;
  }

  /** Sum of squared errors of all counted steps. */
  double squaredError() {
    return squaredError;
  }

  /** Mean loss of the counted steps. */
  double lossPerStep() {
    return loss * outputSize / outputs;
  }

  Lesson lesson() {
    return new Lesson(loss / sequences, absoluteError / outputs, finalMaximum);
  }
}
