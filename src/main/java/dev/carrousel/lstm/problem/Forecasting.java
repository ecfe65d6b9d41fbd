package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Moments;
import dev.carrousel.lstm.sequence.Scaling;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * A series made ready for learning to forecast it: the frame fitted on the training part alone, and
 * the windows of each part. A window belongs to the part that holds all the rows it forecasts; what
 * it reads may lie in the part before, as it would in use.
 *
 * @param frame the fitted frame
 * @param split the parts
 * @param series what networks read: the input columns, missing values carried forward
 * @param truth the same columns as observed
 */
public record Forecasting(ForecastFrame frame, Split split, Series series, Series truth) {

  /**
   * Prepares a series.
   *
   * @param observed the series, NaN where a value is missing
   * @param settings what is to be forecast from what
   * @return the prepared problem
   * @throws IllegalArgumentException if a part is too short for a single window, or a column has no
   *     value in the training part
   */
  public static Forecasting prepare(Series observed, ForecastSettings settings) {
    Series truth = observed.select(settings.inputs());
    Series series = truth.carryForward();
    Split split = Split.of(truth.rows(), settings.validationShare(), settings.testShare());
    requireWindows(settings, split);
    requireValues(truth, settings, split);
    Scaling scaling = scaling(series, truth, settings, split);
    ForecastFrame frame =
        new ForecastFrame(
            settings.inputs(),
            settings.targets(),
            settings.window(),
            settings.horizon(),
            settings.centering(),
            scaling);
    return new Forecasting(frame, split, series, truth);
  }

  /**
   * Chooses the centering that suits a series: the window's mean where a target's last quarter of
   * training rows lies, on average, more than half a standard deviation away from the rows before
   * it.
   *
   * @param observed the series
   * @param targets the columns to be forecast
   * @param trainingRows number of training rows
   * @return the centering
   */
  public static Centering suitableCentering(
      Series observed, List<String> targets, int trainingRows) {
    for (String target : targets) {
      Moments before = new Moments();
      Moments latest = new Moments();
      for (int row = 0; row < trainingRows; row++) {
        (row < trainingRows * 3L / 4 ? before : latest)
            .add(observed.at(row, observed.column(target)));
      }
      if (Math.abs(latest.mean() - before.mean()) > before.deviationOrOne() / 2) {
        return Centering.WINDOW_MEAN;
      }
    }
    return Centering.TRAINING_MEAN;
  }

  /**
   * The windows to learn from.
   *
   * @return one example per window, oldest first
   */
  public Examples training() {
    return windows(0, split.trainingEnd() - frame.horizon() - frame.window() + 1);
  }

  /**
   * The windows that choose the best weights.
   *
   * @return one example per window, oldest first; empty without a validation part or where it holds
   *     no value of any target
   */
  public Examples validation() {
    boolean known =
        frame.targets().stream()
            .anyMatch(target ->
                hasValue(truth, truth.column(target), split.trainingEnd(), split.validationEnd()));
    return known
        ? windows(firstStart(split.trainingEnd()), lastStart(split.validationEnd()) + 1)
        : windows(0, 0);
  }

  /**
   * First row of the first test window.
   *
   * @return the row
   */
  public int testFrom() {
    return firstStart(split.validationEnd());
  }

  /**
   * First row of the last test window, and one.
   *
   * @return the row; equal to {@link #testFrom} without a test part
   */
  public int testTo() {
    return Math.max(testFrom(), lastStart(split.rows()) + 1);
  }

  private int firstStart(int partStart) {
    return Math.max(0, partStart - frame.window());
  }

  private int lastStart(int partEnd) {
    return partEnd - frame.horizon() - frame.window();
  }

  private Examples windows(int from, int to) {
    return new Examples() {
      @Override
      public int size() {
        return Math.max(0, to - from);
      }

      @Override
      public Sequence get(int index) {
        return frame.example(series, truth, from + index);
      }
    };
  }

  private static Scaling scaling(
      Series series, Series truth, ForecastSettings settings, Split split) {
    Scaling level = Scaling.fit(truth, 0, split.trainingEnd());
    if (settings.centering() == Centering.TRAINING_MEAN) {
      return level;
    }
    List<Double> deviations = new ArrayList<>(level.deviations());
    for (String target : settings.targets()) {
      int column = settings.inputs().indexOf(target);
      deviations.set(column, deviationFromWindow(series, settings, split.trainingEnd(), column));
    }
    return new Scaling(level.means(), deviations);
  }

  private static double deviationFromWindow(
      Series series, ForecastSettings settings, int trainingEnd, int column) {
    Moments moments = new Moments();
    int last = trainingEnd - settings.window() - settings.horizon();
    for (int start = 0; start <= last; start++) {
      double mean = ForecastFrame.windowMean(series, start, settings.window(), column);
      for (int row = 0; row < settings.window() + settings.horizon(); row++) {
        moments.add(series.at(start + row, column) - mean);
      }
    }
    return moments.deviationOrOne();
  }

  private static void requireWindows(ForecastSettings settings, Split split) {
    int needed = settings.window() + settings.horizon();
    requireRows("training", needed, split.trainingEnd());
    if (settings.validationShare() > 0) {
      requireRows("validation", settings.horizon(), split.validationEnd() - split.trainingEnd());
    }
    if (settings.testShare() > 0) {
      requireRows("test", settings.horizon(), split.rows() - split.validationEnd());
    }
  }

  private static void requireValues(Series truth, ForecastSettings settings, Split split) {
    for (String column : settings.inputs()) {
      int first = settings.targets().contains(column) ? settings.window() : 0;
      if (!hasValue(truth, truth.column(column), first, split.trainingEnd())) {
        throw new IllegalArgumentException(
            "column %s must have a value in the training part, has none".formatted(column));
      }
    }
  }

  private static boolean hasValue(Series series, int column, int from, int to) {
    for (int row = from; row < to; row++) {
      if (!Double.isNaN(series.at(row, column))) {
        return true;
      }
    }
    return false;
  }

  private static void requireRows(String part, int needed, int found) {
    if (found < needed) {
      throw new IllegalArgumentException(
          "the %s part must have at least %d rows for one window, has %d"
              .formatted(part, needed, found));
    }
  }
}
