package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Table;
import java.util.List;

/**
 * Between rows and a network that forecasts how they change.
 *
 * @param encoding how a row becomes numbers
 * @param targets columns that are watched
 * @param changes root mean square of each target's change from row to row in the training part, in
 *     scaled units: what changes are divided by
 * @param leads how many rows ahead the network forecasts, ascending
 * @param deviations root mean square of the forecast error on the calibration part; shape [leads,
 *     targets], row-major
 * @param threshold score above which a row counts as an anomaly
 * @param window rows that the network was trained to read
 */
public record AnomalyFrame(
    Encoding encoding,
    List<String> targets,
    List<Double> changes,
    List<Integer> leads,
    List<Double> deviations,
    double threshold,
    int window)
    implements Frame {

  private static final double SMALLEST = 1e-6;

  /** Copies the lists. */
  public AnomalyFrame {
    targets = List.copyOf(targets);
    changes = List.copyOf(changes);
    leads = List.copyOf(leads);
    deviations = List.copyOf(deviations);
  }

  @Override
  public Loss loss() {
    return new MeanSquaredError();
  }

  /**
   * Width of what the network answers.
   *
   * @return output size O, one number for each lead and target
   */
  public int outputSize() {
    return leads.size() * targets.size();
  }

  /**
   * Replaces the values of the targets by their changes from the row before.
   *
   * @param encoded rows as {@link #encoding} gives them; overwritten
   * @param firstRow first row of a series, which has no change
   * @param rows number of its rows
   */
  public void toChanges(double[] encoded, int firstRow, int rows) {
    int width = encoding.width();
    for (int target = 0; target < targets.size(); target++) {
      int offset = encoding.offset(targets.get(target));
      for (int row = firstRow + rows - 1; row > firstRow; row--) {
        int at = row * width + offset;
        encoded[at] = (encoded[at] - encoded[at - width]) / changes.get(target);
      }
      encoded[firstRow * width + offset] = 0;
    }
  }

  /**
   * How much a target has changed over some rows, as the network is to forecast it.
   *
   * @param before rows with missing values filled, as they were read
   * @param after the same rows as observed
   * @param row the later row
   * @param lead number of rows between
   * @param target number of the target
   * @return the change, of about unit size; NaN if the later value is missing
   */
  double change(Table before, Table after, int row, int lead, int target) {
    Encoding.Column column = encoding.column(targets.get(target));
    double change =
        after.data().at(row, after.data().column(column.name()))
            - before.data().at(row - lead, before.data().column(column.name()));
    return change / column.deviation() / (changes.get(target) * Math.sqrt(lead));
  }

  /**
   * The scores of the rows of one series: the geometric mean, over the forecasts of a row, of the
   * root mean square over the targets of their errors in units of what is usual. So a row stands
   * out if it lies far from what was expected a moment ago and from what was expected earlier.
   *
   * @param before rows with missing values filled, as they were read
   * @param after the same rows as observed
   * @param responses the network's outputs at all rows, shape [rows, O]; NaN where it was not asked
   * @param from first row of the series
   * @param to the row after its last
   * @return shape [to - from], the score of each row; NaN where no forecast or no value is known
   */
  public double[] scores(Table before, Table after, double[] responses, int from, int to) {
    double[] scores = new double[to - from];
    for (int row = from; row < to; row++) {
      double sum = 0;
      int count = 0;
      for (int lead = 0; lead < leads.size() && leads.get(lead) <= row - from; lead++) {
        int at = (row - leads.get(lead)) * outputSize() + lead * targets.size();
        double error = error(before, after, row, lead, responses, at);
        if (!Double.isNaN(error)) {
          sum += Math.log(error + SMALLEST);
          count++;
        }
      }
      scores[row - from] = count == 0 ? Double.NaN : Math.exp(sum / count);
    }
    return scores;
  }

  private double error(Table before, Table after, int row, int lead, double[] responses, int at) {
    double sum = 0;
    int known = 0;
    for (int target = 0; target < targets.size(); target++) {
      double change = change(before, after, row, leads.get(lead), target);
      if (!Double.isNaN(change - responses[at + target])) {
        double error =
            (change - responses[at + target]) / deviations.get(lead * targets.size() + target);
        sum += error * error;
        known++;
      }
    }
    return known == 0 ? Double.NaN : Math.sqrt(sum / known);
  }

  AnomalyFrame withDeviations(List<Double> calibrated) {
    return new AnomalyFrame(encoding, targets, changes, leads, calibrated, threshold, window);
  }

  AnomalyFrame withThreshold(double calibrated) {
    return new AnomalyFrame(encoding, targets, changes, leads, deviations, calibrated, window);
  }
}
