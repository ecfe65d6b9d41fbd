package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.AlignedPanels;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Rows;
import dev.carrousel.lstm.kernel.Workspace;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.ArrayList;
import java.util.List;

/**
 * A layered network of one direction, step by step. Its state is {@code h_l0} [H] and {@code c_l0}
 * [H] of the first layer, {@code h_l1} and so on; its gates are {@code gates_l0} [4, H] in the
 * order i, f, g, o.
 */
final class LayeredRecurrence implements Recurrence {

  private final Kernels kernels;
  private final Loss loss;
  private final LayeredShape shape;
  private final Parameters parameters;
  private final List<LayerStep> layers;

  LayeredRecurrence(Kernels kernels, Loss loss, LayeredShape shape, Parameters parameters) {
    if (shape.bidirectional()) {
      throw new IllegalStateException(
          "a bidirectional network reads sequences from their end and cannot go step by step");
    }
    this.kernels = kernels;
    this.loss = loss;
    this.shape = shape;
    this.parameters = parameters;
    this.layers =
        parameters.layers.stream()
            .map(List::getFirst)
            .map(weights -> new LayerStep(kernels, weights, parameters))
            .toList();
  }

  @Override
  public int inputSize() {
    return shape.inputSize();
  }

  @Override
  public int outputSize() {
    return shape.outputSize();
  }

  @Override
  public Tensors rest() {
    return new Tensors(layers.stream().map(LayerStep::rest).flatMap(List::stream).toList());
  }

  @Override
  public Step step(Tensors before, Inputs inputs, int at) {
    float[] below = read(inputs, at);
    List<Tensor> state = new ArrayList<>();
    List<Tensor> gates = new ArrayList<>();
    for (LayerStep layer : layers) {
      LayerStep.After after = layer.step(below, before);
      state.add(after.hidden());
      state.add(after.cells());
      gates.add(after.gates());
      below = after.hidden().values();
    }
    return new Step(new Tensors(state), readOut(below), new Tensors(gates));
  }

  private float[] read(Inputs inputs, int at) {
    if (inputs.size() != shape.inputSize()) {
      throw new IllegalArgumentException(
          "inputs must have size %d, had %d".formatted(shape.inputSize(), inputs.size()));
    }
    if (shape.embeddingSize() > 0) {
      float[] vector = new float[shape.embeddingSize()];
      int start = parameters.embedding.start(EmbeddingPass.symbol(inputs, at));
      System.arraycopy(parameters.values, start, vector, 0, vector.length);
      return vector;
    }
    float[] vector = new float[shape.inputSize()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) inputs.at(at, i);
    }
    return vector;
  }

  private double[] readOut(float[] hidden) {
    float[] sources = new float[hidden.length + 1];
    System.arraycopy(hidden, 0, sources, 0, hidden.length);
    sources[hidden.length] = 1f;
    AlignedPanels readOut = parameters.alignedReadOut();
    float[] linear = new float[readOut.panels().count() * readOut.panels().width()];
    kernels.multiply(row(sources), readOut, row(linear), new Workspace());
    loss.respond(linear, 0, shape.outputSize());
    double[] outputs = new double[shape.outputSize()];
    for (int o = 0; o < outputs.length; o++) {
      outputs[o] = linear[o];
    }
    return outputs;
  }

  /** An array as a single row. */
  static Rows row(float[] values) {
    return new Rows(values, 0, values.length, 1);
  }
}
