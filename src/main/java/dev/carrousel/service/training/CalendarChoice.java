package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.sequence.CalendarCycle;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.training.DataRequest.ProblemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cycles of the calendar that data can teach: those that it goes through more than once or
 * twice while learning, in steps short enough to see them.
 */
final class CalendarChoice {

  private static final double DAY = 86_400;
  private static final double YEAR = 365.25 * DAY;

  private CalendarChoice() {}

  static List<CalendarCycle> of(Table table, SplitRequest split, ProblemKind problem) {
    double trainingShare = 1 - requireNonNull(split.validation()) - requireNonNull(split.test());
    List<CalendarCycle> cycles = new ArrayList<>();
    if (table.times().length == 0) {
      return cycles;
    }
    double span = 0;
    double step = Double.POSITIVE_INFINITY;
    for (int series = 0; series < table.seriesCount(); series++) {
      int rows = table.length(series);
      if (rows > 1) {
        double length = table.times()[table.to(series) - 1] - table.times()[table.from(series)];
        span = Math.max(span, length * trainingShare);
        step = Math.min(step, usualStep(table, series));
      }
    }
    add(step <= DAY / 2 && span >= 3 * DAY, CalendarCycle.TIME_OF_DAY, cycles);
    add(followsItself(problem) && step <= DAY && span >= 28 * DAY, CalendarCycle.WEEKDAY, cycles);
    add(step <= YEAR / 4 && span >= 1.8 * YEAR, CalendarCycle.DAY_OF_YEAR, cycles);
    return cycles;
  }

  /** The median, which neither the weekends between business days nor a gap in a series change. */
  private static double usualStep(Table table, int series) {
    double[] steps = new double[table.length(series) - 1];
    for (int at = 0; at < steps.length; at++) {
      int row = table.from(series) + at;
      steps[at] = table.instants()[row + 1] - table.instants()[row];
    }
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }

  /** What is read off other columns seldom depends on the weekday, and learns by heart from it. */
  private static boolean followsItself(ProblemKind problem) {
    return problem == ProblemKind.FORECAST || problem == ProblemKind.ANOMALY;
  }

  private static void add(boolean teaches, CalendarCycle cycle, List<CalendarCycle> cycles) {
    if (teaches) {
      cycles.add(cycle);
    }
  }
}
