package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Scaling;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.sequence.Series;
import java.util.List;

/**
 * All that lies between a series and a network that forecasts it: which columns are read and
 * answered, over how many rows, in which scale. Fitted once, on the training part, and kept with
 * the weights.
 *
 * @param inputs columns that the network reads, in order; I of them
 * @param targets columns that are forecast, in order, each one of the inputs
 * @param window number of past rows W
 * @param horizon number of future rows
 * @param centering what a value is compared with
 * @param scaling mean and deviation of each input column in the training part; under {@link
 *     Centering#WINDOW_MEAN} the deviations of the targets are those from their window's mean
 */
public record ForecastFrame(
    List<String> inputs,
    List<String> targets,
    int window,
    int horizon,
    Centering centering,
    Scaling scaling) {

  /** Copies the lists. */
  public ForecastFrame {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  /**
   * Width of what the network answers: for each future row one value per target.
   *
   * @return output size O
   */
  public int outputSize() {
    return horizon * targets.size();
  }

  /**
   * What the network reads.
   *
   * @param series has the columns {@link #inputs} in this order, nothing missing
   * @param firstRow first row of the window
   * @return shape [W, I], scaled
   */
  public Inputs question(Series series, int firstRow) {
    int size = inputs.size();
    double[] values = new double[window * size];
    for (int column = 0; column < size; column++) {
      double center = center(series, firstRow, column);
      for (int step = 0; step < window; step++) {
        values[step * size + column] =
            (series.at(firstRow + step, column) - center) / scaling.deviations().get(column);
      }
    }
    return Inputs.Vectors.of(values, size);
  }

  /**
   * A window with the rows that follow it as the target of its last step.
   *
   * @param series what the network reads, nothing missing
   * @param truth the same columns as observed; what is missing here is not learned
   * @param firstRow first row of the window
   * @return the example
   */
  public Sequence example(Series series, Series truth, int firstRow) {
    double[] target = new double[outputSize()];
    for (int index = 0; index < targets.size(); index++) {
      int column = inputs.indexOf(targets.get(index));
      double center = center(series, firstRow, column);
      for (int ahead = 0; ahead < horizon; ahead++) {
        double value = truth.at(firstRow + window + ahead, column);
        target[ahead * targets.size() + index] =
            (value - center) / scaling.deviations().get(column);
      }
    }
    return Sequence.endingIn(question(series, firstRow), target);
  }

  /**
   * Turns the network's answer into the units of the series.
   *
   * @param response outputs of all steps, as a learner answers {@link #question}
   * @param series what was asked about
   * @param firstRow first row of the window
   * @return shape [horizon, targets], row-major
   */
  public double[] answer(double[] response, Series series, int firstRow) {
    double[] forecast = new double[outputSize()];
    int last = response.length - outputSize();
    for (int index = 0; index < targets.size(); index++) {
      int column = inputs.indexOf(targets.get(index));
      double center = center(series, firstRow, column);
      for (int ahead = 0; ahead < horizon; ahead++) {
        int at = ahead * targets.size() + index;
        forecast[at] = response[last + at] * scaling.deviations().get(column) + center;
      }
    }
    return forecast;
  }

  private double center(Series series, int firstRow, int column) {
    return switch (centeringOf(column)) {
      case TRAINING_MEAN -> scaling.means().get(column);
      case WINDOW_MEAN -> windowMean(series, firstRow, window, column);
    };
  }

  private Centering centeringOf(int column) {
    return targets.contains(inputs.get(column)) ? centering : Centering.TRAINING_MEAN;
  }

  static double windowMean(Series series, int firstRow, int window, int column) {
    double sum = 0;
    for (int row = firstRow; row < firstRow + window; row++) {
      sum += series.at(row, column);
    }
    return sum / window;
  }
}
