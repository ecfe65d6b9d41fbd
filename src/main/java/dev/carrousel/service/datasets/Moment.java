package dev.carrousel.service.datasets;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A moment in numbers, each of them NaN where it is not known.
 *
 * @param clock seconds since 1970-01-01T00:00 of its own clock
 * @param instant seconds since 1970-01-01T00:00Z, if the offset of the clock is told
 * @param count the number, if the moment is one that counts rows
 */
public record Moment(double clock, double instant, double count) {

  /** Nothing is known. */
  public static final Moment UNKNOWN = new Moment(Double.NaN, Double.NaN, Double.NaN);

  /** The moment that a text tells, unknown if it tells none. */
  public static Moment of(String text) {
    if (TimeSteps.isCount(text)) {
      return new Moment(Double.NaN, Double.NaN, CellValues.number(text));
    }
    String iso = text.strip();
    LocalDateTime moment = TimeFormat.hasOffset(iso) ? TimeFormat.ISO.parse(iso) : null;
    double instant = moment == null ? Double.NaN : TimeSteps.seconds(moment);
    return new Moment(TimeSteps.epochSecond(iso), instant, Double.NaN);
  }

  /** The text that tells it, with an offset where that is known; null if nothing is. */
  public @Nullable String text() {
    if (!Double.isNaN(count)) {
      return BigDecimal.valueOf(count).stripTrailingZeros().toPlainString();
    }
    if (Double.isNaN(clock)) {
      return null;
    }
    return Double.isNaN(instant)
        ? TimeSteps.text(clock)
        : TimeSteps.withOffset(clock, (int) Math.round(clock - instant));
  }

  /** The text that tells it: a month if it begins one and the other text is one. */
  public @Nullable String textLike(@Nullable String other) {
    boolean told = !Double.isNaN(clock) && Double.isNaN(instant);
    if (!told || other == null || TimeFormat.MONTH.parse(other) == null) {
      return text();
    }
    String month = TimeSteps.textLike(other, clock, clock);
    return TimeSteps.epochSecond(month) == clock ? month : text();
  }
}
