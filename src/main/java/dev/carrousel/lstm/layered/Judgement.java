package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.loss.Loss;

/** Gathers how a batch did, output row by output row, while it turns the outputs into gradients. */
final class Judgement {

  private final Loss loss;
  private final int outputSize;
  private final float[] answer;
  private double lossSum;
  private double absoluteSum;
  private long components;
  private int rows;
  private double rowMaximum;
  private double finalMaximum;

  Judgement(Loss loss, int outputSize) {
    this.loss = loss;
    this.outputSize = outputSize;
    this.answer = new float[outputSize];
  }

  /** Judges one row and overwrites its linear outputs by their gradient. */
  void add(float[] outputs, int start, double[] target, float scale) {
    System.arraycopy(outputs, start, answer, 0, outputSize);
    loss.respond(answer, 0, outputSize);
    rowMaximum = 0;
    for (int o = 0; o < outputSize; o++) {
      if (!Double.isNaN(target[o])) {
        double difference = Math.abs(target[o] - answer[o]);
        absoluteSum += difference;
        components++;
        rowMaximum = Math.max(rowMaximum, difference);
      }
    }
    lossSum += loss.differentiate(outputs, start, target, scale);
    rows++;
  }

  void endSequence() {
    finalMaximum = Math.max(finalMaximum, rowMaximum);
    rowMaximum = 0;
  }

  Lesson lesson() {
    return new Lesson(
        lossSum / Math.max(1, rows), absoluteSum / Math.max(1, components), finalMaximum);
  }
}
