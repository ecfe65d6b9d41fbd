package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.sequence.Encoding;

/**
 * Between rows and a network that answers one number.
 *
 * @param encoding how a row becomes numbers
 * @param target the column whose number is answered
 * @param mean its mean in the training part
 * @param deviation its standard deviation there
 * @param window rows that the network was trained to read; 0 for whole series
 */
public record ValueFrame(
    Encoding encoding, String target, double mean, double deviation, int window) implements Frame {

  @Override
  public Loss loss() {
    return new MeanSquaredError();
  }

  /**
   * An output in the units of the target.
   *
   * @param output what the network answered
   * @return the number
   */
  public double value(double output) {
    return output * deviation + mean;
  }
}
