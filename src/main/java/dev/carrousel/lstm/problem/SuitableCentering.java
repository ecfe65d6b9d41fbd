package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Moments;
import dev.carrousel.lstm.sequence.Table;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the centering that suits series: the window's mean where a target's last quarter of
 * training rows lies, on average, more than half a standard deviation away from the rows before it,
 * or where series differ by more than they move; its deviation too where the swing within a window
 * has changed by more than a seventh.
 */
public final class SuitableCentering {

  private static final double CHANGE_OF_LEVEL = 0.5;
  private static final double CHANGE_OF_SWING = 1.15;

  private final Table observed;
  private final RowSplit split;
  private final int column;

  private SuitableCentering(Table observed, RowSplit split, String target) {
    this.observed = observed;
    this.split = split;
    this.column = observed.data().column(target);
  }

  /**
   * Looks at the training part.
   *
   * @param observed the rows
   * @param targets the columns to be forecast
   * @param shares what is kept from learning
   * @param window rows that a forecast is made from, positive
   * @return the centering
   */
  public static Centering of(Table observed, List<String> targets, Shares shares, int window) {
    RowSplit split = RowSplit.of(observed, shares);
    List<SuitableCentering> columns =
        targets.stream().map(target -> new SuitableCentering(observed, split, target)).toList();
    if (columns.stream().noneMatch(SuitableCentering::wanders)) {
      return Centering.TRAINING_MEAN;
    }
    return columns.stream().anyMatch(column -> column.swingChanges(window))
        ? Centering.WINDOW_MEAN_AND_DEVIATION
        : Centering.WINDOW_MEAN;
  }

  private boolean wanders() {
    return seriesDiffer()
        || IntStream.range(0, observed.seriesCount()).anyMatch(this::wandersWithin);
  }

  private boolean seriesDiffer() {
    Moments levels = new Moments();
    Moments spreads = new Moments();
    for (int series = 0; series < observed.seriesCount(); series++) {
      Moments moments = moments(observed.from(series), split.trainingEnd(series));
      if (moments.count() > 0) {
        levels.add(moments.mean());
        spreads.add(moments.deviation());
      }
    }
    return levels.deviation() > spreads.mean();
  }

  private boolean wandersWithin(int series) {
    int from = observed.from(series);
    int end = split.trainingEnd(series);
    Moments before = moments(from, lastQuarter(from, end));
    Moments latest = moments(lastQuarter(from, end), end);
    return Math.abs(latest.mean() - before.mean()) > before.deviationOrOne() * CHANGE_OF_LEVEL;
  }

  private boolean swingChanges(int window) {
    Moments before = new Moments();
    Moments latest = new Moments();
    for (int series = 0; series < observed.seriesCount(); series++) {
      int from = observed.from(series);
      int end = split.trainingEnd(series);
      for (int start = from; start + window <= end; start += window) {
        (start < lastQuarter(from, end) ? before : latest)
            .add(moments(start, start + window).deviation());
      }
    }
    double ratio = latest.mean() / before.mean();
    return ratio > CHANGE_OF_SWING || ratio < 1 / CHANGE_OF_SWING;
  }

  private static int lastQuarter(int from, int end) {
    return from + (int) ((end - from) * 3L / 4);
  }

  private Moments moments(int from, int to) {
    Moments moments = new Moments();
    for (int row = from; row < to; row++) {
      moments.add(observed.data().at(row, column));
    }
    return moments;
  }
}
