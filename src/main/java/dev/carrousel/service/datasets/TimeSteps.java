package dev.carrousel.service.datasets;

import dev.carrousel.lstm.sequence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reckons along the steps of a time column. */
public final class TimeSteps {

  private static final int DATE_LENGTH = 10;
  private static final double DAY = 86_400;
  private static final double EARLIEST = LocalDate.of(1, 1, 1).toEpochDay() * DAY;
  private static final double LATEST = LocalDate.of(9999, 12, 31).toEpochDay() * DAY;
  private static final double NANOS = 1e9;

  /** The seconds since 1970 in a double are exact to about a quarter of a microsecond. */
  private static final double MICROS = 1e6;

  private TimeSteps() {}

  /**
   * The moment some steps after another.
   *
   * @param time a moment as a column profile writes it
   * @param spacing the step, as a column profile names it
   * @param steps number of steps
   */
  public static String after(String time, String spacing, int steps) {
    LocalDateTime month = TimeFormat.MONTH.parse(time);
    if (month != null) {
      return countsMonths(spacing)
          ? YearMonth.from(later(month, spacing, steps)).toString()
          : after(month.toLocalDate().toString(), spacing, steps);
    }
    LocalDateTime moment = TimeFormat.ISO.parse(time);
    if (moment == null) {
      BigDecimal distance = new BigDecimal(spacing).multiply(BigDecimal.valueOf(steps));
      return new BigDecimal(time).add(distance).stripTrailingZeros().toPlainString();
    }
    if (time.length() == DATE_LENGTH && !spacing.contains("T")) {
      return later(moment, spacing, steps).toLocalDate().toString();
    }
    String iso = time.replace(' ', 'T');
    if (TimeFormat.hasOffset(iso)) {
      OffsetDateTime given = OffsetDateTime.parse(iso);
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
          later(given.toLocalDateTime(), spacing, steps).atOffset(given.getOffset()));
    }
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(later(moment, spacing, steps));
  }

  /**
   * Moments of rows at equal steps from a known one, as {@link #epochSecond} tells them; none if
   * moment or steps are unknown or count rows.
   *
   * @param time a moment as a column profile writes it, null if it is not known
   * @param spacing the step, null if the steps differ
   * @param firstStep steps from the moment to the first row
   * @param rows number of rows
   */
  public static double[] epochSeconds(
      @Nullable String time, @Nullable String spacing, int firstStep, int rows) {
    double[] seconds = new double[rows];
    for (int row = 0; row < rows; row++) {
      seconds[row] =
          time == null || spacing == null
              ? Double.NaN
              : epochSecond(after(time, spacing, firstStep + row));
    }
    return Arrays.stream(seconds).anyMatch(Double::isNaN) ? new double[0] : seconds;
  }

  /**
   * A moment as seconds since 1970-01-01T00:00 of its own clock; NaN for a number that counts rows.
   *
   * @param time a moment as a column profile writes it
   */
  public static double epochSecond(String time) {
    LocalDateTime month = TimeFormat.MONTH.parse(time);
    if (month != null) {
      return seconds(month);
    }
    LocalDateTime instant = TimeFormat.ISO.parse(time);
    return instant == null ? Double.NaN : seconds(TimeFormat.ISO.clock(time, instant));
  }

  /**
   * A moment as text: a date, with the time of day unless that is midnight.
   *
   * @param epochSecond seconds since 1970-01-01T00:00 of its own clock
   */
  public static String text(double epochSecond) {
    LocalDateTime moment = moment(epochSecond);
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
  }

  /**
   * A moment as text, written like another: as a month, with the offset of its clock, or with
   * neither.
   *
   * @param like the other, as a column profile writes it
   * @param epochSecond seconds since 1970-01-01T00:00 of its own clock
   * @param instant seconds since 1970-01-01T00:00Z
   */
  public static String textLike(String like, double epochSecond, double instant) {
    if (TimeFormat.MONTH.parse(like) != null) {
      return YearMonth.from(moment(epochSecond)).toString();
    }
    int offset = (int) Math.round(epochSecond - instant);
    return offset == 0 && !isInstant(like) ? text(epochSecond) : withOffset(epochSecond, offset);
  }

  static String withOffset(double epochSecond, int seconds) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        moment(epochSecond).atOffset(ZoneOffset.ofTotalSeconds(seconds)));
  }

  /** Whether seconds since 1970 lie in the years 1 to 9999, which have four digits. */
  public static boolean isWritable(double epochSecond) {
    return epochSecond >= EARLIEST && epochSecond <= LATEST;
  }

  /** Whether a moment is a number that counts rows; of a spacing, whether it is a step of those. */
  public static boolean isCount(String time) {
    return !Double.isNaN(CellValues.number(time));
  }

  /**
   * Whether a moment lies after another: by the instant where both tell the offset of their clock,
   * by the clock where one does not.
   */
  public static boolean isAfter(String later, String earlier) {
    if (isCount(later) || isCount(earlier)) {
      return CellValues.number(later) > CellValues.number(earlier);
    }
    boolean instants = isInstant(later) && isInstant(earlier);
    return instants ? instant(later) > instant(earlier) : epochSecond(later) > epochSecond(earlier);
  }

  /**
   * A moment that a client wrote, as it is answered: months and moments with an offset as they were
   * written, others as a date, with the time of day unless that is midnight.
   */
  public static String canonical(String time) {
    if (isCount(time)) {
      BigDecimal count = BigDecimal.valueOf(CellValues.number(time));
      return count.stripTrailingZeros().toPlainString();
    }
    boolean asWritten = isInstant(time) || TimeFormat.MONTH.parse(time) != null;
    return asWritten ? time.strip().replace(' ', 'T') : text(epochSecond(time));
  }

  private static boolean isInstant(String time) {
    return TimeFormat.hasOffset(time.strip());
  }

  private static double instant(String time) {
    LocalDateTime moment = TimeFormat.ISO.parse(time);
    return moment == null ? Double.NaN : seconds(moment);
  }

  /** The step from row to row, if it is the same in all series. */
  public static Optional<String> spacing(Table table) {
    Set<String> steps = new HashSet<>();
    for (int series = 0; series < table.seriesCount() && table.times().length > 0; series++) {
      TimeSpacing spacing = new TimeSpacing();
      for (int row = table.from(series); row < table.to(series); row++) {
        spacing.add(moment(table.instants()[row]), moment(table.times()[row]));
      }
      if (table.length(series) > 1) {
        steps.add(String.valueOf(spacing.iso()));
      }
    }
    return steps.size() == 1 && !steps.contains("null")
        ? steps.stream().findFirst()
        : Optional.empty();
  }

  static double seconds(LocalDateTime moment) {
    return moment.toLocalDate().toEpochDay() * DAY + moment.toLocalTime().toNanoOfDay() / NANOS;
  }

  private static LocalDateTime moment(double epochSecond) {
    long second = (long) Math.floor(epochSecond);
    long micros = Math.round((epochSecond - second) * MICROS);
    return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).plus(micros, ChronoUnit.MICROS);
  }

  private static boolean countsMonths(String spacing) {
    return !spacing.contains("T") && (spacing.endsWith("M") || spacing.endsWith("Y"));
  }

  private static LocalDateTime later(LocalDateTime moment, String spacing, int steps) {
    if (spacing.contains("T")) {
      return moment.plus(Duration.parse(spacing).multipliedBy(steps));
    }
    Period step = Period.parse(spacing).multipliedBy(steps);
    long months = step.toTotalMonths();
    return months == 0 ? moment.plus(step) : plusMonths(moment, months);
  }

  /** From the end of a month to the end of a month. */
  static LocalDateTime plusMonths(LocalDateTime moment, long months) {
    LocalDateTime later = moment.plusMonths(months);
    boolean isEnd = moment.toLocalDate().lengthOfMonth() == moment.getDayOfMonth();
    return isEnd ? later.with(TemporalAdjusters.lastDayOfMonth()) : later;
  }
}
