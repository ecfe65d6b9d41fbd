package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.carrousel.lstm.sequence.CalendarCycle;
import dev.carrousel.lstm.sequence.Encoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From columns to what a network reads. A column of numbers is an input of its name in the units of
 * the user, NaN where a value is missing; one of categories is an input of texts, empty where one
 * is missing; the time is an input of seconds since 1970-01-01T00:00 of the rows' own clock. The
 * runtime refuses a category that the model does not know.
 *
 * @param graph the graph
 * @param encoding how a row becomes numbers
 * @param time column with the moments of the rows, null if there is none
 */
record RowsGraph(Graph graph, Encoding encoding, @Nullable String time) {

  /**
   * Rows inside the graph.
   *
   * @param observed shape [T,B,C], categories by number, NaN where one is missing
   * @param read the same, filled unless the network is told what is missing
   * @param encoded shape [T,B,width]
   */
  record EncodedRows(String observed, String read, String encoded) {}

  /** All columns, over so many steps; a name where their number is free. */
  EncodedRows rows(Object steps) {
    return rows(steps, List.of());
  }

  /**
   * The same with the last value in the place of a missing one in some columns, even if the network
   * is told that it is missing.
   */
  EncodedRows rows(Object steps, List<String> continued) {
    List<String> columns =
        encoding.columns().stream().map(column -> input(column, column.name(), steps)).toList();
    String observed = graph.concatenate(2, columns);
    String filled = masked() && continued.isEmpty() ? observed : filled(observed);
    String read = masked() ? observed : filled;
    List<String> encoded = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      Encoding.Column column = encoding.columns().get(index);
      String cells = graph.slice(read, 2, index, index + 1L);
      String values =
          continued.contains(column.name()) ? graph.slice(filled, 2, index, index + 1L) : cells;
      encoded.add(encoded(column, cells, values));
    }
    if (!encoding.calendar().isEmpty()) {
      encoded.add(calendar(timeName(), steps));
    }
    return new EncodedRows(observed, read, graph.concatenate(2, encoded));
  }

  /** Whether the network is told which values are missing; then nothing stands in for them. */
  boolean masked() {
    return encoding.columns().stream().anyMatch(Encoding.Column::masked);
  }

  /**
   * Adds the input of one column.
   *
   * @return shape [T,B,1]
   */
  String input(Encoding.Column column, String name, Object steps) {
    if (!column.holdsCategories()) {
      return timeFirst(graph.input(name, DataType.DOUBLE, "batch", steps));
    }
    int missing = column.categories().size();
    List<String> keys = new ArrayList<>(column.categories());
    if (!keys.contains("")) {
      keys.add("");
    }
    String numbers =
        Texts.numbers(graph, graph.input(name, DataType.STRING, "batch", steps), keys, missing + 1);
    String cells = graph.toDoubles(numbers);
    String isMissing = graph.apply("Equal", cells, graph.number(missing));
    return timeFirst(graph.where(isMissing, graph.number(Double.NaN), cells));
  }

  /**
   * Encodes one column.
   *
   * @param cells shape [T,B,1]
   * @return shape [T,B,width of the column]
   */
  String encoded(Encoding.Column column, String cells) {
    return encoded(column, cells, cells);
  }

  private String encoded(Encoding.Column column, String cells, String values) {
    String value = value(column, values);
    return column.masked()
        ? graph.concatenate(2, List.of(value, graph.toDoubles(graph.apply("IsNaN", cells))))
        : value;
  }

  private String value(Encoding.Column column, String cells) {
    String isMissing = graph.apply("IsNaN", cells);
    if (column.holdsCategories()) {
      int count = column.categories().size();
      String known = graph.where(isMissing, graph.number(count), cells);
      String numbers = graph.reshape(graph.cast(known, DataType.INT64), 0, 0);
      return graph.gather(OneHot.doubles(graph, count + 1L, count), numbers, 0);
    }
    String centred = graph.subtract(cells, graph.number(column.mean()));
    String scaled = graph.divide(centred, graph.number(column.deviation()));
    return graph.where(isMissing, graph.number(0), scaled);
  }

  /** Adds the input of the moments and answers what the calendar says of them. */
  String calendar(String name, Object steps) {
    String seconds = timeFirst(graph.input(name, DataType.DOUBLE, "batch", steps));
    List<String> cycles = new ArrayList<>();
    for (CalendarCycle cycle : encoding.calendar()) {
      cycles.add(new CalendarGraph(graph, seconds).encoded(cycle));
    }
    return graph.concatenate(2, cycles);
  }

  String timeName() {
    return time == null ? "time" : time;
  }

  private String timeFirst(String values) {
    return graph.unsqueeze(graph.transpose(values, 1, 0), 2);
  }

  /** The value before stands in for a missing one, before the first one the first. */
  String filled(String observed) {
    int width = encoding.columns().size();
    String none =
        graph.add(graph.zeros(observed, width, DataType.DOUBLE), graph.number(Double.NaN));
    String first =
        latest(true).over(graph, List.of(none), observed, List.of(), this::fill).getFirst();
    return latest(false)
        .over(
            graph,
            List.of(first),
            observed,
            List.of(width),
            (body, seen) -> {
              String value = fill(body, seen).getFirst();
              return List.of(value, value);
            })
        .getLast();
  }

  private Steps latest(boolean reversed) {
    int width = encoding.columns().size();
    return new Steps(DataType.DOUBLE, List.of(width), width, reversed);
  }

  private List<String> fill(Graph body, List<String> seen) {
    String found = seen.getLast();
    return List.of(body.where(body.apply("IsNaN", found), seen.getFirst(), found));
  }
}
