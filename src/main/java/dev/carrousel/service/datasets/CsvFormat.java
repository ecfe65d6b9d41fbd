package dev.carrousel.service.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a file is written.
 *
 * @param separator between fields
 * @param header whether the first line names the columns
 * @param columns their names
 * @param times how the moments of the time column are written, null if it has none
 * @param text true for a text, whose characters are the rows; null for a table
 * @param blankRows true if an empty line between the rows of one column is a row and the last quote
 *     is closed; null for a table stored before that was asked, whose rows were counted otherwise
 */
record CsvFormat(
    char separator,
    boolean header,
    List<String> columns,
    @Nullable TimeFormat times,
    @Nullable Boolean text,
    @Nullable Boolean blankRows) {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  CsvFormat {
    columns = List.copyOf(columns);
  }

  static CsvFormat ofText(String column) {
    return new CsvFormat(',', false, List.of(column), null, true, null);
  }

  boolean isText() {
    return Boolean.TRUE.equals(text);
  }

  boolean hasBlankRows() {
    return Boolean.TRUE.equals(blankRows);
  }

  CsvFormat withTimes(@Nullable TimeFormat found) {
    return new CsvFormat(separator, header, columns, found, text, blankRows);
  }

  /** The separator that occurs most often outside quotes in the first line. */
  static char separator(String firstLine) {
    char best = ',';
    int most = 0;
    for (char candidate : SEPARATORS) {
      int count = countOutsideQuotes(firstLine, candidate);
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private static int countOutsideQuotes(String line, char wanted) {
    boolean quoted = false;
    int count = 0;
    for (int at = 0; at < line.length(); at++) {
      if (line.charAt(at) == '"') {
        quoted = !quoted;
      } else if (!quoted && line.charAt(at) == wanted) {
        count++;
      }
    }
    return count;
  }

  /**
   * The first record names the columns if it is all words, or if it has a word over a column whose
   * next cell is a value; unless the user says so.
   */
  static CsvFormat of(
      char separator, @Nullable Boolean declared, List<String> first, List<String> second) {
    List<String> names = first.stream().map(String::strip).toList();
    if (declared != null) {
      List<String> columns = declared ? names : numbered(names.size());
      return new CsvFormat(separator, declared, columns, null, null, true);
    }
    boolean header = names.stream().noneMatch(CsvFormat::isValue);
    for (int column = 0; column < Math.min(names.size(), second.size()); column++) {
      header |= isWord(names.get(column)) && isValue(second.get(column));
    }
    return new CsvFormat(
        separator, header, header ? names : numbered(names.size()), null, null, true);
  }

  private static boolean isWord(String field) {
    return !CellValues.isMissing(field) && !isValue(field);
  }

  private static boolean isValue(String field) {
    return !Double.isNaN(CellValues.number(field))
        || Arrays.stream(TimeFormat.values()).anyMatch(format -> format.parse(field) != null);
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "column" + number).toList();
  }
}
