package dev.carrousel.service.datasets;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the moments of a column are written. */
enum TimeFormat {
  /**
   * ISO 8601: a date, or a date and a time with T or a space between; without an offset it is taken
   * as UTC.
   */
  ISO("uuuu-MM-dd"),
  /** A month: 2020-01. */
  MONTH("uuuu-MM"),
  /** 31.01.2020, with a time or without. */
  DAY_FIRST_DOTS("d.M.uuuu"),
  /** 31/01/2020, with a time or without. */
  DAY_FIRST("d/M/uuuu"),
  /** 01/31/2020, with a time or without. */
  MONTH_FIRST("M/d/uuuu"),
  /** 2020/01/31, with a time or without. */
  YEAR_FIRST("uuuu/M/d");

  private static final int SHORTEST_DATE = 10;
  private static final int SHORTEST = 6;
  private static final int LONGEST = 40;

  private final DateTimeFormatter formatter;

  TimeFormat(String pattern) {
    formatter =
        DateTimeFormatter.ofPattern(pattern + "[[' ']['T']H:mm[:ss]]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The moment that a cell tells, null if it is not written like this. */
  @Nullable LocalDateTime parse(String cell) {
    String text = cell.strip();
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return null;
    }
    return switch (this) {
      case ISO -> iso(text);
      case MONTH -> month(text);
      case DAY_FIRST_DOTS, DAY_FIRST, MONTH_FIRST, YEAR_FIRST -> local(text);
    };
  }

  /**
   * A moment as the clock of its cell shows it.
   *
   * @param instant the moment that the cell tells, in UTC
   */
  LocalDateTime clock(String cell, LocalDateTime instant) {
    String text = cell.strip();
    return this == ISO && hasOffset(text)
        ? OffsetDateTime.parse(text.replace(' ', 'T')).toLocalDateTime()
        : instant;
  }

  /** A moment as it is told to clients: in ISO 8601, the way the file has it where it is that. */
  String canonical(String cell) {
    LocalDateTime moment = parse(cell);
    if (this == ISO || this == MONTH || moment == null) {
      return cell.strip();
    }
    return cell.indexOf(':') < 0 ? moment.toLocalDate().toString() : moment.toString();
  }

  private static @Nullable LocalDateTime iso(String text) {
    if (text.length() < SHORTEST_DATE || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    try {
      if (text.length() == SHORTEST_DATE) {
        return LocalDate.parse(text).atStartOfDay();
      }
      String iso = text.replace(' ', 'T');
      return hasOffset(iso)
          ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
          : LocalDateTime.parse(iso);
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  static boolean hasOffset(String iso) {
    return iso.endsWith("Z")
        || iso.lastIndexOf('+') > SHORTEST_DATE
        || iso.lastIndexOf('-') > SHORTEST_DATE;
  }

  private static @Nullable LocalDateTime month(String text) {
    if (text.length() != 7 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return YearMonth.parse(text).atDay(1).atStartOfDay();
    } catch (DateTimeException noMonth) {
      return null;
    }
  }

  private @Nullable LocalDateTime local(String text) {
    ParsePosition position = new ParsePosition(0);
    if (!Character.isDigit(text.charAt(0))
        || formatter.parseUnresolved(text, position) == null
        || position.getIndex() != text.length()) {
      return null;
    }
    try {
      var parsed = formatter.parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
    } catch (DateTimeException noDate) {
      return null;
    }
  }
}
