package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A loop over time, the operator Scan: a body of elementary operators takes states of shape [B,S]
 * and one step of a value of shape [T,B,Z], and answers the next states and one step of each
 * result.
 *
 * @param type type of all numbers in it
 * @param stateSizes S of each state
 * @param width Z
 * @param reversed whether it runs from the last step to the first
 */
record Steps(DataType type, List<Integer> stateSizes, int width, boolean reversed) {

  /**
   * Adds the loop to a graph.
   *
   * @param initial the states before the first step
   * @param read what is read step by step
   * @param resultSizes width of each result
   * @param body from the body's own graph and the names of the states, then of the step, to the
   *     names of the next states, then of the results
   * @return the states after the last step, then the results, shape [T,B,width]
   */
  List<String> over(
      Graph graph,
      List<String> initial,
      String read,
      List<Integer> resultSizes,
      BiFunction<Graph, List<String>, List<String>> body) {
    Graph inner = graph.inner("step");
    List<String> seen = new ArrayList<>();
    for (int size : stateSizes) {
      seen.add(inner.input(inner.newName(), type, "B", size));
    }
    seen.add(inner.input(inner.newName(), type, "B", width));
    List<String> answers = body.apply(inner, seen);
    List<Integer> sizes = new ArrayList<>(stateSizes);
    sizes.addAll(resultSizes);
    for (int at = 0; at < answers.size(); at++) {
      inner.output(inner.newName(), answers.get(at), type, "B", sizes.get(at));
    }
    List<String> inputs = new ArrayList<>(initial);
    inputs.add(read);
    long direction = reversed ? 1 : 0;
    Node scan =
        graph
            .node("Scan", inputs.toArray(String[]::new))
            .with("num_scan_inputs", 1)
            .with("scan_input_directions", new long[] {direction})
            .with("body", inner);
    if (!resultSizes.isEmpty()) {
      scan.with(
          "scan_output_directions",
          Collections.nCopies(resultSizes.size(), direction).stream()
              .mapToLong(Long::longValue)
              .toArray());
    }
    return scan.outputs(answers.size());
  }
}
