package dev.carrousel.service.datasets;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the text of one cell means. */
final class CellValues {

  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");
  private static final int SHORTEST_DATE = 10;

  private CellValues() {}

  static boolean isMissing(String text) {
    return text.length() <= 4 && MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** A finite decimal number, or NaN for anything else. */
  static double number(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || Character.isLetter(digits.charAt(digits.length() - 1))) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(digits);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }

  /**
   * An ISO 8601 date, or date and time with T or a space between; without an offset it is taken as
   * UTC.
   */
  static @Nullable LocalDateTime time(String text) {
    String stripped = text.strip();
    if (stripped.length() < SHORTEST_DATE || stripped.charAt(4) != '-') {
      return null;
    }
    try {
      if (stripped.length() == SHORTEST_DATE) {
        return LocalDate.parse(stripped).atStartOfDay();
      }
      String iso = stripped.replace(' ', 'T');
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
}
