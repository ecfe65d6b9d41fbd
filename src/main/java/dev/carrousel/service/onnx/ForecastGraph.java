package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.carrousel.lstm.problem.Centering;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.service.models.Artifact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A graph that forecasts: one window of past rows in, and what is known of the rows to come under
 * the names of their columns with {@code .future} behind; the horizon out. What is missing at the
 * beginning of the window takes the first value in it: what lies before, the graph never sees.
 */
final class ForecastGraph {

  private static final String FUTURE = ".future";
  private static final double SMALLEST_DEVIATION = 0.1;

  private final Graph graph;
  private final ForecastFrame frame;
  private final RowsGraph inputs;
  private final Artifact artifact;
  private final String read;
  private final String encoded;
  private final List<Target> targets = new ArrayList<>();

  ForecastGraph(Graph graph, ForecastFrame frame, RowsGraph inputs, Artifact artifact) {
    this.graph = graph;
    this.frame = frame;
    this.inputs = inputs;
    this.artifact = artifact;
    RowsGraph.EncodedRows rows = inputs.rows(frame.window(), frame.targets());
    read = rows.read();
    encoded = rows.encoded();
    for (int index = 0; index < frame.targets().size(); index++) {
      targets.add(target(frame.targets().get(index), frame.seasons().get(index)));
    }
  }

  /**
   * A column that is forecast.
   *
   * @param column how it is encoded
   * @param season what its forecast starts from
   * @param past its encoded values, shape [W,B,1]
   * @param mean what they are compared with, shape [1,B,1] or [1]
   * @param deviation what the difference is divided by
   */
  private record Target(
      Encoding.Column column,
      ForecastFrame.Season season,
      String past,
      String mean,
      String deviation) {}

  private Target target(String name, ForecastFrame.Season season) {
    int offset = frame.encoding().offset(name);
    String past = graph.slice(encoded, 2, offset, offset + 1L);
    String mean = graph.number(0);
    String deviation = graph.number(1);
    if (frame.centering() != Centering.TRAINING_MEAN) {
      mean = graph.apply("ReduceMean", past, graph.longs(0));
    }
    if (frame.centering() == Centering.WINDOW_MEAN_AND_DEVIATION) {
      String difference = graph.subtract(past, mean);
      String variance =
          graph.apply("ReduceMean", graph.multiply(difference, difference), graph.longs(0));
      deviation =
          graph.apply("Max", graph.apply("Sqrt", variance), graph.number(SMALLEST_DEVIATION));
    }
    return new Target(frame.encoding().column(name), season, past, mean, deviation);
  }

  /** The forecast of each target, and the ends of each prediction interval. */
  void forecast() {
    String response = new NetworkGraph(graph, artifact).respond(question());
    String steps = steps(response);
    List<String> forecasts = new ArrayList<>();
    for (int index = 0; index < targets.size(); index++) {
      forecasts.add(inUnits(targets.get(index), graph.slice(steps, 2, index, index + 1L)));
    }
    String forecast = graph.concatenate(2, forecasts);
    output("forecast", forecast);
    for (ForecastFrame.Interval interval : frame.intervals()) {
      String half = halfWidths(interval);
      String level = "%s".formatted(interval.level());
      output("lower." + level, graph.subtract(forecast, half));
      output("upper." + level, graph.add(forecast, half));
    }
  }

  private void output(String name, String steps) {
    graph.output(
        name,
        graph.transpose(steps, 1, 0, 2),
        DataType.DOUBLE,
        "batch",
        frame.horizon(),
        targets.size());
  }

  /** What the network reads, shape [steps,B,I]. */
  private String question() {
    List<String> columns = new ArrayList<>();
    columns.add(frame.runsOn() ? graph.concatenate(0, List.of(past(), future())) : past());
    if (frame.runsOn()) {
      columns.add(isFuture());
    }
    for (Target target : targets) {
      if (target.season().period() > 0) {
        columns.add(seasonalChange(target));
      }
    }
    return graph.concatenate(2, columns);
  }

  /** The encoded window with its targets centred. */
  private String past() {
    List<String> columns = new ArrayList<>();
    int offset = 0;
    for (Encoding.Column column : frame.encoding().columns()) {
      int end = offset + frame.encoding().width(column.name());
      for (Target target : targets) {
        if (target.column().equals(column)) {
          String centred = graph.subtract(target.past(), target.mean());
          columns.add(graph.divide(centred, target.deviation()));
          offset++;
        }
      }
      if (offset < end) {
        columns.add(graph.slice(encoded, 2, offset, end));
        offset = end;
      }
    }
    if (!frame.encoding().calendar().isEmpty()) {
      columns.add(graph.slice(encoded, 2, offset, frame.encoding().width()));
    }
    return graph.concatenate(2, columns);
  }

  /** The rows to come as far as they are known, 0 elsewhere. */
  private String future() {
    List<String> columns = new ArrayList<>();
    String cells = frame.known().isEmpty() ? "" : futureCells();
    for (int index = 0; index < frame.encoding().columns().size(); index++) {
      Encoding.Column column = frame.encoding().columns().get(index);
      columns.add(
          frame.known().contains(column.name())
              ? inputs.encoded(column, graph.slice(cells, 2, index, index + 1L))
              : zeros(frame.horizon(), frame.encoding().width(column.name())));
    }
    if (!frame.encoding().calendar().isEmpty()) {
      columns.add(inputs.calendar(inputs.timeName() + FUTURE, frame.horizon()));
    }
    return graph.concatenate(2, columns);
  }

  /** The cells to come, shape [horizon,B,C], filled from the window on like those of the window. */
  private String futureCells() {
    List<String> columns = new ArrayList<>();
    for (Encoding.Column column : frame.encoding().columns()) {
      columns.add(
          frame.known().contains(column.name())
              ? inputs.input(column, column.name() + FUTURE, frame.horizon())
              : graph.add(zeros(frame.horizon(), 1), graph.number(Double.NaN)));
    }
    String told = graph.concatenate(2, columns);
    if (inputs.masked()) {
      return told;
    }
    String all = inputs.filled(graph.concatenate(0, List.of(read, told)));
    return graph.slice(all, 0, frame.window(), frame.window() + (long) frame.horizon());
  }

  private String zeros(int steps, int width) {
    return graph.apply(
        "Expand",
        graph.unsqueeze(graph.zeros(encoded, width, DataType.DOUBLE), 0),
        graph.longs(steps, 1, 1));
  }

  /** 0 in past rows, 1 in future ones. */
  private String isFuture() {
    double[] marks = new double[frame.window() + frame.horizon()];
    Arrays.fill(marks, frame.window(), marks.length, 1);
    return graph.add(zeros(marks.length, 1), graph.doubles(marks, marks.length, 1, 1));
  }

  /** How much a row, or the row that a future one starts from, differs from one a period before. */
  private String seasonalChange(Target target) {
    int period = target.season().period();
    int steps = frame.window() + (frame.runsOn() ? frame.horizon() : 0);
    long[] rows = new long[steps];
    long[] before = new long[steps];
    double[] factors = new double[steps];
    for (int step = 0; step < steps; step++) {
      int row = step < frame.window() ? step : startingRow(period, step - frame.window() + 1);
      rows[step] = row;
      before[step] = Math.max(0, row - period);
      factors[step] = row < period ? 0 : 1 / target.season().deviation();
    }
    String change =
        graph.subtract(
            graph.gather(target.past(), graph.longs(rows), 0),
            graph.gather(target.past(), graph.longs(before), 0));
    return graph.divide(
        graph.multiply(change, graph.doubles(factors, steps, 1, 1)), target.deviation());
  }

  /** The row of the window in the season of a future row. */
  private int startingRow(int period, int ahead) {
    return frame.window() - 1 - ((ahead + period - 1) / period * period - ahead);
  }

  /** What the network answered about each future row, shape [horizon,B,targets]. */
  private String steps(String response) {
    if (frame.runsOn()) {
      return graph.slice(response, 0, frame.window(), Long.MAX_VALUE);
    }
    String last = new NetworkGraph(graph, artifact).last(response);
    String rows = graph.reshape(last, -1, frame.horizon(), targets.size());
    return graph.transpose(rows, 1, 0, 2);
  }

  private String inUnits(Target target, String answered) {
    String centred = graph.multiply(answered, graph.number(target.season().deviation()));
    if (target.season().period() > 0) {
      long[] rows = new long[frame.horizon()];
      for (int ahead = 1; ahead <= rows.length; ahead++) {
        rows[ahead - 1] = startingRow(target.season().period(), ahead);
      }
      String start = graph.gather(target.past(), graph.longs(rows), 0);
      String centredStart = graph.divide(graph.subtract(start, target.mean()), target.deviation());
      centred = graph.add(centred, centredStart);
    }
    String scaled = graph.add(graph.multiply(centred, target.deviation()), target.mean());
    return graph.add(
        graph.multiply(scaled, graph.number(target.column().deviation())),
        graph.number(target.column().mean()));
  }

  /** Half of an interval's width, shape [horizon,B,targets] or [horizon,1,targets]. */
  private String halfWidths(ForecastFrame.Interval interval) {
    double[] halves = interval.halfWidths().stream().mapToDouble(Double::doubleValue).toArray();
    String fixed = graph.doubles(halves, frame.horizon(), 1, targets.size());
    String units = graph.concatenate(2, targets.stream().map(this::errorScale).toList());
    return graph.multiply(fixed, units);
  }

  private String errorScale(Target target) {
    return graph.reshape(target.deviation(), 1, -1, 1);
  }
}
