package dev.carrousel.service.datasets;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;

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
    if (spacing.contains("T")) {
      return moment.plus(Duration.parse(spacing).multipliedBy(steps)).toString();
    }
    LocalDateTime later = moment.plus(Period.parse(spacing).multipliedBy(steps));
    return time.length() == DATE_LENGTH ? later.toLocalDate().toString() : later.toString();
  }
}
