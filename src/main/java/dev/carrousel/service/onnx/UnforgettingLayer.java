package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.service.onnx.LayeredGraph.LayerAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A layer whose cells never forget, {@code c = c' + i g}. The operator LSTM always forgets by a
 * sigmoid, so this is a loop of elementary operators. It runs in double precision: ONNX Runtime
 * 1.29 crashes while it optimises such a loop in single precision (its NCHWc transformer).
 */
final class UnforgettingLayer {

  private final Graph graph;
  private final LayeredShape shape;
  private final LayerTensors tensors;
  private final int hidden;

  UnforgettingLayer(Graph graph, LayeredShape shape, LayerTensors tensors) {
    this.graph = graph;
    this.shape = shape;
    this.tensors = tensors;
    this.hidden = tensors.hiddenSize();
  }

  LayerAnswer over(String inputs) {
    List<String> steps = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (int direction = 0; direction < tensors.directions(); direction++) {
      List<String> outputs = direction(inputs, direction);
      ends.add(graph.unsqueeze(outputs.getFirst(), 0));
      steps.add(outputs.getLast());
    }
    return new LayerAnswer(
        graph.toFloats(graph.concatenate(2, steps)), graph.toFloats(graph.concatenate(2, ends)));
  }

  /** The hidden state at the end, the cell state there, and the hidden states of all steps. */
  private List<String> direction(String inputs, int direction) {
    String net =
        graph.add(
            graph.apply(
                "MatMul",
                graph.toDoubles(inputs),
                graph.toDoubles(
                    graph.transposed(tensors.input(direction), 3 * hidden, tensors.inputSize()))),
            graph.toDoubles(graph.floats(tensors.bias(direction))));
    String zeros = graph.zeros(inputs, hidden, DataType.DOUBLE);
    return new Steps(DataType.DOUBLE, List.of(hidden, hidden), 3 * hidden, direction == 1)
        .over(
            graph,
            List.of(zeros, zeros),
            net,
            List.of(hidden),
            (body, seen) -> step(body, seen, direction));
  }

  private List<String> step(Graph body, List<String> seen, int direction) {
    String recurrent =
        body.toDoubles(body.transposed(tensors.recurrent(direction), 3 * hidden, hidden));
    String net = body.add(seen.getLast(), body.apply("MatMul", seen.getFirst(), recurrent));
    String before = seen.get(1);
    String input = body.apply("Sigmoid", peep(body, block(body, net, 0), before, direction, 0));
    String candidate = body.apply("Tanh", block(body, net, 1));
    String cell = body.add(before, body.multiply(input, candidate));
    String output = body.apply("Sigmoid", peep(body, block(body, net, 2), cell, direction, 1));
    String shown = body.multiply(output, body.apply("Tanh", cell));
    return List.of(shown, cell, shown);
  }

  private String block(Graph body, String net, int number) {
    return body.slice(net, 1, (long) number * hidden, (number + 1L) * hidden);
  }

  private String peep(Graph body, String net, String cell, int direction, int gate) {
    if (!shape.peepholes()) {
      return net;
    }
    float[] all = tensors.peepholes(direction);
    float[] own = Arrays.copyOfRange(all, gate * hidden, (gate + 1) * hidden);
    return body.add(net, body.multiply(body.toDoubles(body.floats(own)), cell));
  }
}
