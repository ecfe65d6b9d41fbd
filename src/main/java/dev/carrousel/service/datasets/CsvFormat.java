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

  /** A first record names the columns if none of its fields is a value and no two are the same. */
  static CsvFormat of(char separator, List<String> firstRecord) {
    List<String> names = firstRecord.stream().map(String::strip).toList();
    boolean header =
        names.stream().noneMatch(CsvFormat::isValue)
            && names.stream().distinct().count() == names.size();
    return new CsvFormat(separator, header, header ? names : numbered(names.size()));
  }

  private static boolean isValue(String field) {
    return CellValues.isMissing(field)
        || !Double.isNaN(CellValues.number(field))
        || CellValues.time(field) != null;
  }

  private static List<String> numbered(int count) {
    return java.util.stream.IntStream.rangeClosed(1, count)
        .mapToObj(number -> "column" + number)
        .toList();
  }
}
