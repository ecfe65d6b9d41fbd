package dev.carrousel.service.onnx;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.layered.ReadOut;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import java.util.List;

/**
 * A layered network. With a forget gate, learned or coupled, a layer is one operator LSTM; without,
 * which that operator cannot say, a loop of elementary operators.
 */
final class LayeredGraph {

  private final Graph graph;
  private final LayeredShape shape;
  private final Tensors weights;

  LayeredGraph(Graph graph, LayeredShape shape, Tensors weights) {
    this.graph = graph;
    this.shape = shape;
    this.weights = weights;
  }

  /**
   * What the network sees of symbols: their learned vectors, or one-hot ones.
   *
   * @param symbols shape [T,B]; a number that is no symbol makes the runtime refuse
   * @return shape [T,B,I]
   */
  String see(String symbols) {
    int size = shape.embeddingSize();
    List<Integer> rows = List.of(shape.inputSize(), size);
    String vectors =
        size > 0
            ? graph.floats(weights.floats("embedding.weight", rows), shape.inputSize(), size)
            : OneHot.floats(graph, shape.inputSize(), shape.inputSize());
    return graph.gather(vectors, symbols, 0);
  }

  /**
   * What the network answers.
   *
   * @param inputs shape [T,B,I], single precision
   * @return shape [T,B,O]
   */
  String respond(String inputs, Loss loss) {
    LayerAnswer answer = new LayerAnswer(inputs, inputs);
    int width = shape.embeddingSize() > 0 ? shape.embeddingSize() : shape.inputSize();
    for (int layer = 0; layer < shape.layers().size(); layer++) {
      answer = layer(layer, width, answer.steps());
      width = shape.layers().get(layer) * (shape.bidirectional() ? 2 : 1);
    }
    boolean once = shape.readOut() == ReadOut.SEQUENCE;
    String linear = readOut(once ? answer.ends() : answer.steps(), width);
    String response =
        loss instanceof SoftmaxCrossEntropy
            ? graph.node("Softmax", linear).with("axis", -1).output()
            : linear;
    return once ? repeated(response, inputs) : response;
  }

  private LayerAnswer layer(int layer, int inputSize, String inputs) {
    LayerTensors tensors = new LayerTensors(shape, weights, layer, inputSize);
    return shape.forgetting() == Forgetting.NEVER
        ? new UnforgettingLayer(graph, shape, tensors).over(inputs)
        : operator(tensors, inputs);
  }

  private LayerAnswer operator(LayerTensors tensors, String inputs) {
    int directions = shape.bidirectional() ? 2 : 1;
    int hidden = tensors.hiddenSize();
    String peepholes =
        shape.peepholes() ? graph.floats(tensors.operatorPeepholes(), directions, 3L * hidden) : "";
    List<String> outputs =
        graph
            .node(
                "LSTM",
                inputs,
                graph.floats(tensors.operatorInput(), directions, 4L * hidden, tensors.inputSize()),
                graph.floats(tensors.operatorRecurrent(), directions, 4L * hidden, hidden),
                graph.floats(tensors.operatorBias(), directions, 8L * hidden),
                "",
                "",
                "",
                peepholes)
            .with("hidden_size", hidden)
            .with("direction", shape.bidirectional() ? "bidirectional" : "forward")
            .with("input_forget", shape.forgetting() == Forgetting.COUPLED ? 1 : 0)
            .outputs(2);
    String steps = graph.transpose(outputs.getFirst(), 0, 2, 1, 3);
    String ends = graph.transpose(outputs.getLast(), 1, 0, 2);
    long width = (long) directions * hidden;
    return new LayerAnswer(graph.reshape(steps, 0, 0, width), graph.reshape(ends, 1, -1, width));
  }

  private String readOut(String cells, int width) {
    int outputs = shape.outputSize();
    float[] rows = weights.floats("output.weight", List.of(outputs, width));
    float[] biases = weights.floats("output.bias", List.of(outputs));
    String matrix = graph.transposed(rows, outputs, width);
    return graph.add(graph.apply("MatMul", cells, matrix), graph.floats(biases));
  }

  /** The only answer at each step. */
  private String repeated(String response, String inputs) {
    String steps = graph.slice(graph.apply("Shape", inputs), 0, 0, 1);
    return graph.apply("Expand", response, graph.concatenate(0, List.of(steps, graph.longs(1, 1))));
  }

  /**
   * What a layer shows, both directions side by side.
   *
   * @param steps cell outputs of each step, shape [T,B,H]
   * @param ends those that each direction ends with, shape [1,B,H]
   */
  record LayerAnswer(String steps, String ends) {}
}
