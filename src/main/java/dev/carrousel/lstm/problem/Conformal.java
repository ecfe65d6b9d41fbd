package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Split conformal calibration: how far the truth lay from what was answered on rows kept aside. */
final class Conformal {

  private static final int BATCH = 256;
  private static final int ENOUGH = 100;

  private Conformal() {}

  /**
   * The smallest of the errors that is not exceeded by the share {@code level} of them, corrected
   * for their finite number; infinite if they are too few.
   *
   * @param sorted errors in ascending order
   */
  static double quantile(double[] sorted, double level) {
    int rank = (int) Math.ceil((sorted.length + 1) * level);
    return rank > sorted.length ? Double.POSITIVE_INFINITY : sorted[Math.max(1, rank) - 1];
  }

  /**
   * Halfway between the quantile of all errors and that of the worse of their earlier and later
   * halves. Errors over time are not exchangeable, and an interval that held in one half only would
   * not hold in the future; but the larger of two is too large where nothing changes.
   *
   * @param errors oldest first, NaN where one is unknown
   */
  private static double steadyQuantile(double[] errors, double level) {
    double[] known = Arrays.stream(errors).filter(error -> !Double.isNaN(error)).toArray();
    double ofAll = quantile(sorted(known, 0, known.length), level);
    int half = known.length / 2;
    if (half < ENOUGH) {
      return ofAll;
    }
    double earlier = quantile(sorted(known, 0, half), level);
    double later = quantile(sorted(known, half, known.length), level);
    return (ofAll + Math.max(earlier, later)) / 2;
  }

  private static double[] sorted(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Windows of all series by their age within the validation part of their series. */
  private static int[] oldestFirst(Forecasting problem) {
    return Arrays.stream(problem.windows(Part.VALIDATION))
        .boxed()
        .sorted(Comparator.comparingDouble(start -> age(problem, start)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double age(Forecasting problem, int start) {
    int series = problem.truth().seriesOf(start);
    double from = problem.split().from(Part.VALIDATION, series);
    double rows = problem.split().to(Part.VALIDATION, series) - from;
    return (start + problem.frame().window() - from) / rows;
  }

  /** The frame with an interval for each level that the validation part has windows enough for. */
  static ForecastFrame calibrate(Forecasting problem, Learner learner) {
    int[] starts = oldestFirst(problem);
    if (problem.validation().size() == 0 || problem.problem().levels().isEmpty()) {
      return problem.frame();
    }
    double[][] errors = errors(problem, learner, starts);
    List<ForecastFrame.Interval> intervals = new ArrayList<>();
    for (double level : problem.problem().levels()) {
      List<Double> halfWidths = new ArrayList<>();
      for (double[] inOrder : errors) {
        halfWidths.add(steadyQuantile(inOrder, level));
      }
      if (halfWidths.stream().allMatch(Double::isFinite)) {
        intervals.add(new ForecastFrame.Interval(level, halfWidths));
      }
    }
    return problem.frame().withIntervals(intervals);
  }

  /** The levels that {@link #calibrate} will give no interval for. */
  static List<Double> levelsOutOfReach(Forecasting problem) {
    int fewest = fewestTruths(problem);
    return problem.problem().levels().stream()
        .filter(level -> Double.isInfinite(steadyQuantile(new double[fewest], level)))
        .toList();
  }

  /** How many errors will be known of the future row and target with the fewest. */
  private static int fewestTruths(Forecasting problem) {
    ForecastFrame frame = problem.frame();
    int[] starts = problem.windows(Part.VALIDATION);
    int fewest = starts.length;
    for (String target : frame.targets()) {
      int column = problem.truth().data().column(target);
      for (int ahead = 0; ahead < frame.horizon(); ahead++) {
        int offset = frame.window() + ahead;
        int known =
            (int)
                Arrays.stream(starts)
                    .filter(
                        start -> !Double.isNaN(problem.truth().data().at(start + offset, column)))
                    .count();
        fewest = Math.min(fewest, known);
      }
    }
    return fewest;
  }

  /** Errors of each future row and target, oldest window first. */
  private static double[][] errors(Forecasting problem, Learner learner, int[] starts) {
    ForecastFrame frame = problem.frame();
    int targets = frame.targets().size();
    double[][] errors = new double[frame.horizon() * targets][starts.length];
    ForecastTest.forEach(
        problem,
        learner,
        starts,
        BATCH,
        (index, start, forecast) -> {
          for (int at = 0; at < forecast.length; at++) {
            int column = problem.truth().data().column(frame.targets().get(at % targets));
            int row = start + frame.window() + at / targets;
            double scale =
                frame.errorScale(problem.encoded(), start, frame.targets().get(at % targets));
            double error = Math.abs(problem.truth().data().at(row, column) - forecast[at]);
            errors[at][index] = error / scale;
          }
        });
    return errors;
  }
}
