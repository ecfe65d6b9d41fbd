package dev.carrousel.service.datasets;

import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * Finds the empty lines that the CSV reader passes over between the records of a file of one
 * column, where each of them is a row without a value. Those after the last record are none.
 */
final class BlankLines {

  private long expected;

  /** Number of rows without a value before a record; each record must be shown. */
  int before(CsvRecord record) {
    long blank = expected == 0 ? 0 : record.getStartingLineNumber() - expected;
    expected =
        record.getFieldCount() > 1 ? 0 : record.getStartingLineNumber() + lines(record.getField(0));
    return Math.toIntExact(blank);
  }

  private static int lines(String field) {
    int lines = 1;
    for (int at = 0; at < field.length(); at++) {
      boolean pair = field.startsWith("\r\n", at);
      lines += field.charAt(at) == '\n' || (field.charAt(at) == '\r' && !pair) ? 1 : 0;
    }
    return lines;
  }
}
