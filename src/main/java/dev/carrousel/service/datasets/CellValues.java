package dev.carrousel.service.datasets;

import java.util.Locale;
import java.util.Set;

/** What the text of one cell means. */
final class CellValues {

  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

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
    char first = digits.charAt(0);
    if (!Character.isDigit(first) && first != '-' && first != '+' && first != '.') {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(digits);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }
}
