package dev.carrousel.service.datasets;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** How many cells of a column are moments written in one way, and the first that is not. */
final class TimeTally {

  private static final int TRIAL = 100;

  private final TimeFormat format;
  private final TimeSpacing spacing = new TimeSpacing();
  private int moments;
  private int others;
  private @Nullable String odd;
  private long oddLine;

  TimeTally(TimeFormat format) {
    this.format = format;
  }

  /** Cells are no longer tried once it is clear that most of them are written otherwise. */
  void add(String cell, long line) {
    if (moments + others >= TRIAL && moments <= others) {
      return;
    }
    LocalDateTime moment = format.parse(cell);
    if (moment != null) {
      moments++;
      spacing.add(moment, format.clock(cell, moment));
      return;
    }
    others++;
    if (odd == null) {
      odd = cell.strip();
      oddLine = line;
    }
  }

  TimeFormat format() {
    return format;
  }

  TimeSpacing spacing() {
    return spacing;
  }

  int moments() {
    return moments;
  }

  int others() {
    return others;
  }

  /** The first cell that is written otherwise, and its line; null if there is none. */
  @Nullable String odd() {
    return odd == null
        ? null
        : "\"%s\" in line %d".formatted(odd.substring(0, Math.min(50, odd.length())), oddLine);
  }
}
