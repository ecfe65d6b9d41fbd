package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that do not follow from the rows before them. At each row the network forecasts how the
 * watched columns will have changed one row later, and a few times more than one; a row's score
 * tells how far it lies from all these forecasts of it. The validation part sets the threshold.
 * Rows labelled as anomalies are neither learned nor calibrated from; the labels judge.
 *
 * @param targets columns of numbers that are watched, each one of the inputs; the network reads
 *     their changes, so that a slow drift is no anomaly
 * @param label column that marks anomalies, null if nothing does
 * @param reading what the network reads of each row, the label not among it
 * @param extent what makes one sequence; the window is at least 2
 * @param falseAlarms share of ordinary rows that may lie above the threshold, above 0 and below 1
 */
public record Anomaly(
    List<String> targets,
    @Nullable String label,
    Reading reading,
    Extent extent,
    double falseAlarms)
    implements Problem {

  /** Copies the list and checks the ranges. */
  public Anomaly {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || !reading.inputs().containsAll(targets)) {
      throw new IllegalArgumentException(
          "inputs must contain the targets %s, were %s".formatted(targets, reading.inputs()));
    }
    if (extent.window() < 2 || !(extent.shares().validation() > 0)) {
      throw new IllegalArgumentException(
          "window must be at least 2 and the validation share positive, were %d and %s"
              .formatted(extent.window(), extent.shares().validation()));
    }
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "falseAlarms must lie between 0 and 1, was " + falseAlarms);
    }
  }

  @Override
  public AnomalyDetection prepare(Table table) {
    return AnomalyDetection.prepare(table, this);
  }
}
