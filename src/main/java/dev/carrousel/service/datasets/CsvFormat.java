package dev.carrousel.service.datasets;

import java.util.List;

/**
 * How a file is written.
 *
 * @param separator between fields
 * @param header whether the first line names the columns
 * @param columns their names
 */
record CsvFormat(char separator, boolean header, List<String> columns) {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  CsvFormat {
    columns = List.copyOf(columns);
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
   * next cell is a value.
   */
  static CsvFormat of(char separator, List<String> first, List<String> second) {
    List<String> names = first.stream().map(String::strip).toList();
    boolean header = names.stream().noneMatch(CsvFormat::isValue);
    for (int column = 0; column < Math.min(names.size(), second.size()); column++) {
      header |= isWord(names.get(column)) && isValue(second.get(column));
    }
    return new CsvFormat(separator, header, header ? names : numbered(names.size()));
  }

  private static boolean isWord(String field) {
    return !CellValues.isMissing(field) && !isValue(field);
  }

  private static boolean isValue(String field) {
    return !Double.isNaN(CellValues.number(field)) || CellValues.time(field) != null;
  }

  private static List<String> numbered(int count) {
    return java.util.stream.IntStream.rangeClosed(1, count)
        .mapToObj(number -> "column" + number)
        .toList();
  }
}
