package dev.carrousel.service.datasets;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file once, from end to end, and gathers its profile record by record. */
final class CsvScan {

  private static final int LONGEST_NAME = 200;

  private final char separator;
  private final UploadOptions options;
  private final DatasetsProperties limits;
  private final List<ColumnScan> columns = new ArrayList<>();
  private final BlankLines blanks = new BlankLines();
  private @Nullable CsvRecord first;
  private @Nullable CsvFormat format;
  private int rows;

  private CsvScan(char separator, UploadOptions options, DatasetsProperties limits) {
    this.separator = separator;
    this.options = options;
    this.limits = limits;
  }

  static Profile profile(Path file, UploadOptions options, DatasetsProperties limits)
      throws IOException {
    CsvScan scan = new CsvScan(separator(file, options), options, limits);
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader = CsvReading.open(in)) {
      CsvReading.records(reader, scan.separator, scan::add);
    }
    return scan.profile();
  }

  private static char separator(Path file, UploadOptions options) throws IOException {
    if (options.delimiter() != null) {
      return options.delimiter();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return CsvFormat.separator(CsvReading.firstLine(CsvReading.open(in)));
    } catch (CharacterCodingException broken) {
      throw CsvReading.encodingOr(broken);
    }
  }

  private void add(CsvRecord record) {
    int blank = blanks.before(record);
    if (first == null) {
      first = record;
      return;
    }
    if (format == null) {
      begin(first, record);
    }
    for (; blank > 0; blank--) {
      addRow(CsvReading.BLANK, record.getStartingLineNumber() - blank);
    }
    addRow(record.getFields(), record.getStartingLineNumber());
  }

  private void begin(CsvRecord top, CsvRecord next) {
    if (top.getFieldCount() > limits.maxColumns()) {
      throw CsvReading.invalid(
          "the file must have at most %d columns, has %d"
              .formatted(limits.maxColumns(), top.getFieldCount()));
    }
    CsvFormat found = CsvFormat.of(separator, options.header(), top.getFields(), next.getFields());
    HashSet<String> names = new HashSet<>();
    for (String name : found.columns()) {
      if (name.isEmpty() || name.length() > LONGEST_NAME || !names.add(name)) {
        throw CsvReading.invalid(
            "each column must have a name of its own of 1 to %d characters, found \"%s\""
                .formatted(LONGEST_NAME, name.substring(0, Math.min(LONGEST_NAME, name.length()))));
      }
      columns.add(new ColumnScan(name, options));
    }
    if (!names.containsAll(options.text())) {
      throw CsvReading.invalid(
          "text must name columns of the file, which are %s".formatted(found.columns()));
    }
    format = found;
    if (!found.header()) {
      addRow(top.getFields(), top.getStartingLineNumber());
    }
  }

  private void addRow(List<String> fields, long line) {
    if (fields.size() != columns.size()) {
      throw CsvReading.invalid(
          "line %d must have %d fields like the first line, has %d"
              .formatted(line, columns.size(), fields.size()));
    }
    if (++rows > limits.maxRows()) {
      throw CsvReading.invalid("the file must have at most %d rows".formatted(limits.maxRows()));
    }
    for (int column = 0; column < columns.size(); column++) {
      columns.get(column).add(fields.get(column), line);
    }
  }

  private Profile profile() {
    if (first != null && format == null) {
      begin(first, first);
    }
    if (format == null || rows == 0) {
      throw CsvReading.invalid("the file must have at least one row of data, has none");
    }
    columns.forEach(ColumnScan::requireOneType);
    int time = timeColumn();
    if (time < 0) {
      columns.forEach(ColumnScan::requireEveryMoment);
    }
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      profiles.add(columns.get(column).profile(column == time));
    }
    CsvFormat stored =
        time < 0 ? format : format.withTimes(columns.get(time).timeFormat().orElse(null));
    return new Profile(stored, rows, profiles, warnings(time));
  }

  /** The first column that can be the time of its row, or -1. */
  private int timeColumn() {
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).canBeTime(column)) {
        return column;
      }
    }
    return -1;
  }

  private List<String> warnings(int time) {
    List<String> warnings = new ArrayList<>();
    if (time >= 0 && !columns.get(time).isOrdered()) {
      warnings.add(
          "Column %s does not grow from row to row. If the file holds several series, name the column that tells them apart as data.series of a job."
              .formatted(columns.get(time).name()));
    }
    for (int at = 0; at < columns.size(); at++) {
      ColumnScan column = columns.get(at);
      if (column.hasAmbiguousDates()) {
        warnings.add(
            "The dates in column %s begin with the day or with the month; they are taken as texts. Say dates=day-first or dates=month-first."
                .formatted(column.name()));
      }
      if (column.isConstant()) {
        warnings.add("Column %s holds one value only.".formatted(column.name()));
      }
      if (column.isMostlyMissing()) {
        warnings.add("Column %s lacks more values than it holds.".formatted(column.name()));
      }
      for (int other = 0; other < at; other++) {
        if (column.holdsTheSameAs(columns.get(other))) {
          warnings.add(
              "Columns %s and %s hold the same values."
                  .formatted(columns.get(other).name(), column.name()));
        }
      }
    }
    return warnings.size() <= 50 ? warnings : warnings.subList(0, 50);
  }
}
