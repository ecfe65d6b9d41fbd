package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.carrousel.lstm.problem.AnomalyFrame;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.onnx.RowsGraph.EncodedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A graph that scores rows by how far they lie from what was forecast of them. */
final class AnomalyGraph {

  private static final double SMALLEST = 1e-6;

  private final Graph graph;
  private final AnomalyFrame frame;
  private final Artifact artifact;

  AnomalyGraph(Graph graph, AnomalyFrame frame, Artifact artifact) {
    this.graph = graph;
    this.frame = frame;
    this.artifact = artifact;
  }

  /** Scores, NaN where nothing can be said of a row, and whether they lie above the threshold. */
  void scores(RowsGraph inputs) {
    EncodedRows rows = inputs.rows("time");
    // The service fills what it scores from, even where the network is told what is missing.
    String before = inputs.filled(rows.observed());
    String response = new NetworkGraph(graph, artifact).respond(changes(rows.encoded()));
    List<String> logarithms = new ArrayList<>();
    for (int lead = 0; lead < frame.leads().size(); lead++) {
      String error = error(columns(before), columns(rows.observed()), response, lead);
      logarithms.add(graph.apply("Log", graph.add(error, graph.number(SMALLEST))));
    }
    String scores = graph.apply("Exp", mean(graph.concatenate(2, logarithms)));
    String bySequence = graph.transpose(graph.reshape(scores, 0, 0), 1, 0);
    graph.output("scores", bySequence, DataType.DOUBLE, "batch", "time");
    String above = graph.apply("Greater", bySequence, graph.number(frame.threshold()));
    graph.output("anomalies", above, DataType.BOOL, "batch", "time");
  }

  /** The values of the targets replaced by their changes from the row before. */
  private String changes(String encoded) {
    int width = frame.encoding().width();
    double[] kept = new double[width];
    double[] units = new double[width];
    Arrays.fill(kept, 1);
    Arrays.fill(units, 1);
    for (int target = 0; target < frame.targets().size(); target++) {
      int offset = frame.encoding().offset(frame.targets().get(target));
      kept[offset] = 0;
      units[offset] = frame.changes().get(target);
    }
    String first = graph.slice(encoded, 0, 0, 1);
    String previous = graph.slice(graph.concatenate(0, List.of(first, encoded)), 0, 0, -1);
    String changes = graph.divide(graph.subtract(encoded, previous), graph.doubles(units));
    String isKept = graph.apply("Greater", graph.doubles(kept), graph.number(0));
    return graph.where(isKept, encoded, changes);
  }

  /** The targets' columns of rows of shape [T,B,C]. */
  private String columns(String rows) {
    long[] columns =
        frame.targets().stream().mapToLong(frame.encoding().names()::indexOf).toArray();
    return graph.gather(rows, graph.longs(columns), 2);
  }

  /** Root mean square of the errors of the targets that are known, in units of what is usual. */
  private String error(String before, String after, String response, int lead) {
    int count = frame.targets().size();
    double[] units = new double[count];
    double[] usual = new double[count];
    for (int target = 0; target < count; target++) {
      Encoding.Column column = frame.encoding().column(frame.targets().get(target));
      units[target] =
          column.deviation() * frame.changes().get(target) * Math.sqrt(frame.leads().get(lead));
      usual[target] = frame.deviations().get(lead * count + target);
    }
    String change = graph.subtract(after, later(before, lead));
    String forecast = graph.slice(response, 2, (long) lead * count, (lead + 1L) * count);
    String difference =
        graph.subtract(graph.divide(change, graph.doubles(units)), later(forecast, lead));
    String error = graph.divide(difference, graph.doubles(usual));
    return graph.apply("Sqrt", mean(graph.multiply(error, error)));
  }

  /** What stood so many rows before, NaN at the first rows. */
  private String later(String rows, int lead) {
    String nothing =
        graph.apply(
            "Expand",
            graph.multiply(graph.slice(rows, 0, 0, 1), graph.number(Double.NaN)),
            graph.longs(frame.leads().get(lead), 1, 1));
    String shifted = graph.concatenate(0, List.of(nothing, rows));
    return graph.slice(shifted, 0, 0, -frame.leads().get(lead));
  }

  /** Mean of what is known along the last axis; NaN of nothing. */
  private String mean(String values) {
    String unknown = graph.apply("IsNaN", values);
    String axis = graph.longs(2);
    String sum = graph.apply("ReduceSum", graph.where(unknown, graph.number(0), values), axis);
    String known = graph.toDoubles(graph.apply("Not", unknown));
    return graph.divide(sum, graph.apply("ReduceSum", known, axis));
  }
}
