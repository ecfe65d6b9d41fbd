package dev.carrousel.service.datasets;

import dev.carrousel.lstm.sequence.Moments;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one column once and finds out what it holds. */
final class ColumnScan {

  private static final int MOST_DISTINCT = 1000;

  private final String name;
  private final Moments moments = new Moments();
  private final TimeSpacing spacing = new TimeSpacing();
  private final Set<String> texts = new HashSet<>();
  private int missing;
  private boolean numbers = true;
  private boolean times = true;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private double previous = Double.NaN;
  private double step = Double.NaN;
  private boolean equalSteps = true;
  private @Nullable String first;
  private @Nullable String last;

  ColumnScan(String name) {
    this.name = name;
  }

  void add(String cell) {
    if (CellValues.isMissing(cell)) {
      missing++;
      return;
    }
    if (first == null) {
      first = cell.strip();
    }
    last = cell.strip();
    if (numbers) {
      addNumber(CellValues.number(cell));
    }
    if (times) {
      addTime(CellValues.time(cell));
    }
    if (texts.size() < MOST_DISTINCT) {
      texts.add(cell);
    }
  }

  private void addNumber(double number) {
    if (Double.isNaN(number)) {
      numbers = false;
      return;
    }
    moments.add(number);
    minimum = Math.min(minimum, number);
    maximum = Math.max(maximum, number);
    if (!Double.isNaN(previous)) {
      equalSteps &= number > previous && (Double.isNaN(step) || number - previous == step);
      step = number - previous;
    }
    previous = number;
  }

  private void addTime(@Nullable LocalDateTime time) {
    if (time == null) {
      times = false;
    } else {
      spacing.add(time);
    }
  }

  /**
   * Whether the column can tell the order of the rows: times, or, in the first place, numbers that
   * grow by equal steps.
   */
  boolean canBeTime(int column) {
    boolean counts =
        column == 0 && numbers && equalSteps && moments.count() > 2 && step == Math.rint(step);
    return missing == 0 && first != null && (times || counts);
  }

  boolean isOrdered() {
    return !times || spacing.isOrdered();
  }

  ColumnProfile profile(boolean time) {
    if (time) {
      String steps =
          times ? spacing.iso() : BigDecimal.valueOf(step).stripTrailingZeros().toPlainString();
      return new ColumnProfile(
          name, ColumnType.TIME, missing, first, last, null, null, null, steps);
    }
    if (numbers && moments.count() > 0) {
      return new ColumnProfile(
          name,
          ColumnType.NUMBER,
          missing,
          minimum,
          maximum,
          finite(moments.mean()),
          finite(moments.deviation()),
          null,
          null);
    }
    return new ColumnProfile(
        name, ColumnType.TEXT, missing, null, null, null, null, texts.size(), null);
  }

  /** Moments of numbers near the limit of the range may overflow; then they are unknown. */
  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
