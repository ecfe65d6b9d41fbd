package dev.carrousel.service.datasets;

import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers rows, as they come from the file, into a table of series. */
final class TableReading implements RowVisitor {

  private static final int MOST_CATEGORIES = 1000;
  private static final int MOST_SERIES = 100_000;

  private final CsvFormat format;
  private final List<String> names;
  private final int rows;
  private final int[] from;
  private final @Nullable Dictionary[] dictionaries;
  private final int timeColumn;
  private final int seriesColumn;
  private final Dictionary series;
  private final double[] values;
  private final double[] times;
  private final double[] instants;
  private final int[] seriesOf;
  private int shown;

  /**
   * Begins a table.
   *
   * @param rows number of rows that will come
   * @param time name of the time column, null for none
   */
  TableReading(CsvFormat format, int rows, ColumnChoice choice, @Nullable String time) {
    this.format = format;
    this.rows = rows;
    this.names = choice.names();
    this.from = names.stream().mapToInt(format.columns()::indexOf).toArray();
    this.dictionaries = new Dictionary[names.size()];
    for (int at = choice.numbers().size(); at < names.size(); at++) {
      dictionaries[at] = new Dictionary(names.get(at), MOST_CATEGORIES);
    }
    boolean moments = format.times() != null && time != null;
    this.timeColumn = moments ? format.columns().indexOf(time) : -1;
    this.seriesColumn = choice.series() == null ? -1 : format.columns().indexOf(choice.series());
    this.series = new Dictionary(String.valueOf(choice.series()), MOST_SERIES);
    this.values = new double[Math.multiplyExact(rows, Math.max(1, names.size()))];
    this.times = new double[moments ? rows : 0];
    this.instants = new double[times.length];
    this.seriesOf = new int[seriesColumn < 0 ? 0 : rows];
  }

  @Override
  public boolean visit(int row, List<String> fields) {
    shown++;
    for (int at = 0; at < from.length; at++) {
      values[row * from.length + at] = cell(fields.get(from[at]), dictionaries[at]);
    }
    if (timeColumn >= 0) {
      addMoment(fields.get(timeColumn), row);
    }
    if (seriesColumn >= 0) {
      seriesOf[row] = series.number(fields.get(seriesColumn).strip());
    }
    return true;
  }

  private double cell(String cell, @Nullable Dictionary dictionary) {
    if (dictionary == null) {
      return CellValues.number(cell);
    }
    if (format.isText()) {
      return dictionary.number(cell);
    }
    return CellValues.isMissing(cell) ? Double.NaN : dictionary.number(cell.strip());
  }

  private void addMoment(String cell, int row) {
    TimeFormat written = format.times();
    LocalDateTime moment = written == null ? null : written.parse(cell);
    if (moment == null) {
      throw new IllegalArgumentException(
          "row %d must hold a moment, holds %s".formatted(row + 1, cell));
    }
    instants[row] = TimeSteps.seconds(moment);
    times[row] = written == TimeFormat.ISO ? TimeSteps.epochSecond(cell) : instants[row];
  }

  /** The table of all rows shown, each series together, categories in their natural order. */
  Table table() {
    if (shown != rows) {
      throw new IllegalArgumentException(
          "the file must hold %d rows, as were counted when it was uploaded, holds %d; upload it again"
              .formatted(rows, shown));
    }
    Map<String, List<String>> categories = new HashMap<>();
    for (int at = 0; at < names.size(); at++) {
      Dictionary dictionary = dictionaries[at];
      if (dictionary != null) {
        renumber(at, dictionary.ranks());
        categories.put(names.get(at), dictionary.sorted());
      }
    }
    Table table = seriesColumn < 0 ? single(categories) : grouped(categories);
    requireOrder(table);
    return table;
  }

  private void renumber(int column, int[] ranks) {
    for (int at = column; at < values.length; at += names.size()) {
      values[at] = Double.isNaN(values[at]) ? values[at] : ranks[(int) values[at]];
    }
  }

  private Table single(Map<String, List<String>> categories) {
    Series data = new Series(names, values);
    return new Table(data, times, instants, categories, List.of(""), new int[] {0, data.rows()});
  }

  /** Moves the rows of each series together, in the order of their first appearance. */
  private Table grouped(Map<String, List<String>> categories) {
    int width = names.size();
    int[] starts = new int[series.texts().size() + 1];
    for (int of : seriesOf) {
      starts[of + 1]++;
    }
    for (int at = 1; at < starts.length; at++) {
      starts[at] += starts[at - 1];
    }
    int[] next = starts.clone();
    double[] moved = new double[values.length];
    double[] movedTimes = new double[times.length];
    double[] movedInstants = new double[times.length];
    for (int row = 0; row < seriesOf.length; row++) {
      int to = next[seriesOf[row]]++;
      System.arraycopy(values, row * width, moved, to * width, width);
      if (times.length > 0) {
        movedTimes[to] = times[row];
        movedInstants[to] = instants[row];
      }
    }
    return new Table(
        new Series(names, moved),
        movedTimes,
        movedInstants,
        categories,
        new ArrayList<>(series.texts()),
        starts);
  }

  private void requireOrder(Table table) {
    for (int of = 0; of < table.seriesCount() && times.length > 0; of++) {
      for (int row = table.from(of) + 1; row < table.to(of); row++) {
        if (!(table.instants()[row] > table.instants()[row - 1])) {
          throw new IllegalArgumentException(
              "the rows %s must be in the order of time, oldest first and each moment once; column %s is not%s"
                  .formatted(
                      seriesColumn < 0 ? "" : "of series " + table.names().get(of),
                      format.columns().get(timeColumn),
                      seriesColumn < 0
                          ? ". If the file holds several series, name the column that tells them apart as series"
                          : "")
                  .replace("  ", " "));
        }
      }
    }
  }
}
