package dev.carrousel.service.datasets;

import dev.carrousel.lstm.sequence.Moments;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one column once and finds out what it holds. */
final class ColumnScan {

  private static final int MOST_DISTINCT = 1000;
  private static final int FEWEST_TO_JUDGE = 10;
  private static final double MOSTLY = 0.9;
  private static final int TRIAL = 100;

  private final String name;
  private final boolean declaredText;
  private final TimeScan times;
  private final Moments moments = new Moments();
  private final Set<String> texts = new HashSet<>();
  private int known;
  private int missing;
  private long missingLine;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private double previous = Double.NaN;
  private double step = Double.NaN;
  private boolean equalSteps = true;
  private @Nullable String odd;
  private long oddLine;
  private @Nullable String first;
  private @Nullable String last;
  private long fingerprint;

  ColumnScan(String name, UploadOptions options) {
    this.name = name;
    this.declaredText = options.text().contains(name);
    this.times = new TimeScan(options.dates());
  }

  String name() {
    return name;
  }

  void add(String cell, long line) {
    fingerprint = 31 * fingerprint + cell.hashCode();
    if (CellValues.isMissing(cell)) {
      missingLine = missing == 0 ? line : missingLine;
      missing++;
      return;
    }
    known++;
    if (first == null) {
      first = cell.strip();
    }
    last = cell.strip();
    times.add(cell, line);
    if (mayHoldNumbers()) {
      addNumber(cell, line);
    }
    if (texts.size() < MOST_DISTINCT) {
      texts.add(cell);
    }
  }

  /** Texts are no longer tried as numbers once it is clear that most of them are none. */
  private boolean mayHoldNumbers() {
    return !declaredText && (known <= TRIAL || moments.count() > known / 2);
  }

  private void addNumber(String cell, long line) {
    double number = CellValues.number(cell);
    if (Double.isNaN(number)) {
      if (odd == null) {
        odd = cell.strip();
        oddLine = line;
      }
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

  private boolean holdsNumbers() {
    return !declaredText && known > 0 && moments.count() == known;
  }

  /**
   * Whether the column can tell the order of the rows: times, or, in the first place, numbers that
   * grow by equal steps.
   */
  boolean canBeTime(int column) {
    boolean counts =
        column == 0
            && holdsNumbers()
            && equalSteps
            && moments.count() > 2
            && step == Math.rint(step);
    return missing == 0 && !declaredText && (times.format().isPresent() || counts);
  }

  Optional<TimeFormat> timeFormat() {
    return times.format();
  }

  boolean isOrdered() {
    return times.format().isEmpty() || times.isOrdered();
  }

  boolean hasAmbiguousDates() {
    return times.isAmbiguous();
  }

  boolean isConstant() {
    return known > 1 && texts.size() == 1;
  }

  boolean isMostlyMissing() {
    return missing > known;
  }

  boolean holdsTheSameAs(ColumnScan other) {
    return known == other.known && known > 1 && fingerprint == other.fingerprint;
  }

  /**
   * A column of numbers or dates with a few texts among them is more likely a mistake than meant
   * so.
   */
  void requireOneType() {
    times.nearly().filter(tally -> isMost(tally.moments(), known)).ifPresent(this::refuse);
    if (odd != null && isMost(moments.count(), known)) {
      throw CsvReading.invalid(
          "column %s holds %d numbers and %d texts, first \"%s\" in line %d; leave a missing value empty, or add text=%s to take all of them as texts"
              .formatted(
                  name,
                  moments.count(),
                  known - moments.count(),
                  odd.substring(0, Math.min(50, odd.length())),
                  oddLine,
                  name));
    }
  }

  private boolean isMost(long count, long of) {
    return !declaredText && known >= FEWEST_TO_JUDGE && count >= MOSTLY * of;
  }

  private void refuse(TimeTally tally) {
    throw CsvReading.invalid(
        "column %s holds %d dates and %d texts, first %s; correct it, or add text=%s to take all of them as texts"
            .formatted(name, tally.moments(), known - tally.moments(), tally.odd(), name));
  }

  /** A date that is missing here and there would leave the rows without an order of time. */
  void requireEveryMoment() {
    if (missing > 0 && times.format().isPresent() && isMost(known, known + missing)) {
      throw CsvReading.invalid(
          "column %s holds %d dates and lacks %d, the first in line %d; write it, or add text=%s to take all of them as texts"
              .formatted(name, known, missing, missingLine, name));
    }
  }

  ColumnProfile profile(boolean time) {
    if (time) {
      return timeProfile();
    }
    if (holdsNumbers()) {
      return new ColumnProfile(
          name,
          ColumnType.NUMBER,
          missing,
          minimum,
          maximum,
          finite(moments.mean()),
          finite(moments.deviation()),
          texts.size(),
          null);
    }
    return new ColumnProfile(
        name, ColumnType.TEXT, missing, null, null, null, null, texts.size(), null);
  }

  private ColumnProfile timeProfile() {
    boolean moment = times.format().isPresent();
    return new ColumnProfile(
        name,
        ColumnType.TIME,
        missing,
        moment ? times.earliest() : first,
        moment ? times.latest() : last,
        null,
        null,
        null,
        moment ? times.spacing() : BigDecimal.valueOf(step).stripTrailingZeros().toPlainString());
  }

  /** Moments of numbers near the limit of the range may overflow; then they are unknown. */
  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
