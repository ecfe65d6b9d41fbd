package dev.carrousel.service.datasets;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Reckons along the steps of a time column. */
public final class TimeSteps {

  private static final int DATE_LENGTH = 10;

  private TimeSteps() {}

  /**
   * The moment some steps after another.
   *
   * @param time a moment as a time column writes it
   * @param spacing the step, as a column profile names it
   * @param steps number of steps
   */
  public static String after(String time, String spacing, int steps) {
    LocalDateTime moment = CellValues.time(time);
    if (moment == null) {
      BigDecimal distance = new BigDecimal(spacing).multiply(BigDecimal.valueOf(steps));
      return new BigDecimal(time).add(distance).stripTrailingZeros().toPlainString();
    }
    if (time.length() == DATE_LENGTH && !spacing.contains("T")) {
      return moment.plus(Period.parse(spacing).multipliedBy(steps)).toLocalDate().toString();
    }
    if (CellValues.hasOffset(time.replace(' ', 'T'))) {
      OffsetDateTime later = later(OffsetDateTime.parse(time.replace(' ', 'T')), spacing, steps);
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(later);
    }
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        later(moment.atOffset(ZoneOffset.UTC), spacing, steps));
  }

  private static OffsetDateTime later(OffsetDateTime moment, String spacing, int steps) {
    return spacing.contains("T")
        ? moment.plus(Duration.parse(spacing).multipliedBy(steps))
        : moment.plus(Period.parse(spacing).multipliedBy(steps));
  }
}
