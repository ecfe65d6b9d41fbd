package dev.carrousel.service.datasets;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a CSV file turned out to hold.
 *
 * @param format how it is written
 * @param rows number of rows, the header not counted
 * @param columns its columns
 */
record CsvProfile(CsvFormat format, int rows, List<ColumnProfile> columns) {

  /** Reads a file once, from end to end. */
  static CsvProfile of(Path file, DatasetsProperties limits) throws IOException {
    char separator;
    try (InputStream in = Files.newInputStream(file)) {
      separator = CsvFormat.separator(CsvReading.firstLine(CsvReading.open(in)));
    } catch (java.nio.charset.CharacterCodingException broken) {
      throw CsvReading.encodingOr(broken);
    }
    Scan scan = new Scan(separator, limits);
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader = CsvReading.open(in)) {
      CsvReading.records(reader, separator, scan::add);
    }
    return scan.profile();
  }

  /** Gathers the profile record by record. */
  private static final class Scan {

    private static final int LONGEST_NAME = 200;

    private final char separator;
    private final DatasetsProperties limits;
    private final List<ColumnScan> columns = new ArrayList<>();
    private @Nullable CsvRecord first;
    private @Nullable CsvFormat format;
    private int rows;

    Scan(char separator, DatasetsProperties limits) {
      this.separator = separator;
      this.limits = limits;
    }

    void add(CsvRecord record) {
      if (first == null) {
        first = record;
        return;
      }
      if (format == null) {
        begin(first, record);
      }
      addRow(record);
    }

    private void begin(CsvRecord top, CsvRecord next) {
      if (top.getFieldCount() > limits.maxColumns()) {
        throw CsvReading.invalid(
            "the file must have at most %d columns, has %d"
                .formatted(limits.maxColumns(), top.getFieldCount()));
      }
      CsvFormat found = CsvFormat.of(separator, top.getFields(), next.getFields());
      HashSet<String> names = new HashSet<>();
      for (String name : found.columns()) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !names.add(name)) {
          throw CsvReading.invalid(
              "each column must have a name of its own of 1 to %d characters, found \"%s\""
                  .formatted(
                      LONGEST_NAME, name.substring(0, Math.min(LONGEST_NAME, name.length()))));
        }
        columns.add(new ColumnScan(name));
      }
      format = found;
      if (!found.header()) {
        addRow(top);
      }
    }

    private void addRow(CsvRecord record) {
      if (record.getFieldCount() != columns.size()) {
        throw CsvReading.invalid(
            "line %d must have %d fields like the first line, has %d"
                .formatted(record.getStartingLineNumber(), columns.size(), record.getFieldCount()));
      }
      if (++rows > limits.maxRows()) {
        throw CsvReading.invalid("the file must have at most %d rows".formatted(limits.maxRows()));
      }
      for (int column = 0; column < columns.size(); column++) {
        columns.get(column).add(record.getField(column));
      }
    }

    CsvProfile profile() {
      if (first != null && format == null) {
        begin(first, first);
      }
      if (format == null || rows == 0) {
        throw CsvReading.invalid("the file must have at least one row of data, has none");
      }
      int time = timeColumn();
      List<ColumnProfile> profiles = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        profiles.add(columns.get(column).profile(column == time));
      }
      return new CsvProfile(format, rows, List.copyOf(profiles));
    }

    /** The first column that can be the time of its row, or -1. */
    private int timeColumn() {
      for (int column = 0; column < columns.size(); column++) {
        if (columns.get(column).canBeTime(column)) {
          if (!columns.get(column).isOrdered()) {
            throw CsvReading.invalid(
                "the rows must be in the order of time, oldest first and each moment once; column %s is not"
                    .formatted(columns.get(column).profile(true).name()));
          }
          return column;
        }
      }
      return -1;
    }
  }
}
