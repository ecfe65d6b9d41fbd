package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.Norms;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A layered network as its equations say, for looking into it: see {@link PlainLayer}. */
final class PlainNetwork {

  /** By layer, each direction. */
  final List<List<PlainLayer>> layers = new ArrayList<>();

  private final LayeredShape shape;
  private final float[] embedding;
  private final float[] outputWeights;
  private final float[] outputBias;
  private int steps;

  PlainNetwork(LayeredShape shape, Tensors weights) {
    this.shape = shape;
    int width = shape.embeddingSize() == 0 ? shape.inputSize() : shape.embeddingSize();
    embedding =
        shape.embeddingSize() == 0
            ? new float[0]
            : weights.floats("embedding.weight", List.of(shape.inputSize(), width));
    for (int layer = 0; layer < shape.layers().size(); layer++) {
      List<PlainLayer> directions = new ArrayList<>();
      directions.add(new PlainLayer(shape, layer, false, width, weights));
      if (shape.bidirectional()) {
        directions.add(new PlainLayer(shape, layer, true, width, weights));
      }
      layers.add(directions);
      width = directions.size() * shape.layers().get(layer);
    }
    outputWeights = weights.floats("output.weight", List.of(shape.outputSize(), width));
    outputBias = weights.floats("output.bias", List.of(shape.outputSize()));
  }

  /**
   * Runs over a sequence.
   *
   * @return linear outputs, shape [T,O]; of a read-out once per sequence the same at each step
   */
  double[] forward(Inputs inputs) {
    steps = inputs.length();
    double[] values = read(inputs);
    for (List<PlainLayer> directions : layers) {
      for (PlainLayer layer : directions) {
        layer.forward(values);
      }
      values = sideBySide(directions);
    }
    double[] outputs = new double[steps * shape.outputSize()];
    for (int step = 0; step < steps; step++) {
      readOut(step, outputs);
    }
    return outputs;
  }

  private double[] read(Inputs inputs) {
    int width = shape.embeddingSize() == 0 ? shape.inputSize() : shape.embeddingSize();
    double[] values = new double[steps * width];
    for (int step = 0; step < steps; step++) {
      for (int column = 0; column < width; column++) {
        values[step * width + column] =
            inputs instanceof Inputs.Symbols symbols && shape.embeddingSize() > 0
                ? embedding[symbols.symbols()[step] * width + column]
                : inputs.at(step, column);
      }
    }
    return values;
  }

  private double[] sideBySide(List<PlainLayer> directions) {
    int hiddenSize = directions.getFirst().hiddenSize;
    int width = directions.size() * hiddenSize;
    double[] values = new double[steps * width];
    for (int step = 0; step < steps; step++) {
      for (int direction = 0; direction < directions.size(); direction++) {
        System.arraycopy(
            directions.get(direction).hidden,
            step * hiddenSize,
            values,
            step * width + direction * hiddenSize,
            hiddenSize);
      }
    }
    return values;
  }

  private void readOut(int step, double[] outputs) {
    List<PlainLayer> top = layers.getLast();
    int hiddenSize = top.getFirst().hiddenSize;
    for (int o = 0; o < shape.outputSize(); o++) {
      double sum = outputBias[o];
      for (int direction = 0; direction < top.size(); direction++) {
        PlainLayer layer = top.get(direction);
        int at = read(layer, step) * hiddenSize;
        for (int unit = 0; unit < hiddenSize; unit++) {
          sum += weight(o, direction, unit) * layer.hidden[at + unit];
        }
      }
      outputs[step * shape.outputSize() + o] = sum;
    }
  }

  private int read(PlainLayer layer, int step) {
    return shape.readOut() == ReadOut.STEP ? step : layer.lastRead();
  }

  private double weight(int output, int direction, int unit) {
    int hiddenSize = layers.getLast().getFirst().hiddenSize;
    int width = layers.getLast().size() * hiddenSize;
    return outputWeights[output * width + direction * hiddenSize + unit];
  }

  /**
   * Goes back over the same sequence.
   *
   * @param dOutputs shape [O]: gradient of the linear outputs of the last step
   * @return how far it reaches in each direction of each layer
   */
  List<ErrorReach> backward(double[] dOutputs) {
    List<double[]> arriving = arriving(dOutputs);
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      List<PlainLayer> directions = layers.get(layer);
      double[] dInputs = directions.getFirst().backward(arriving.getFirst());
      for (int direction = 1; direction < directions.size(); direction++) {
        add(directions.get(direction).backward(arriving.get(direction)), dInputs);
      }
      arriving = layer == 0 ? List.of() : apart(dInputs, layers.get(layer - 1));
    }
    return layers.stream().flatMap(List::stream).map(this::reach).toList();
  }

  private List<double[]> arriving(double[] dOutputs) {
    List<double[]> arriving = new ArrayList<>();
    List<PlainLayer> top = layers.getLast();
    for (int direction = 0; direction < top.size(); direction++) {
      PlainLayer layer = top.get(direction);
      double[] dHidden = new double[layer.hidden.length];
      int at = read(layer, steps - 1) * layer.hiddenSize;
      for (int unit = 0; unit < layer.hiddenSize; unit++) {
        for (int o = 0; o < dOutputs.length; o++) {
          dHidden[at + unit] += weight(o, direction, unit) * dOutputs[o];
        }
      }
      arriving.add(dHidden);
    }
    return arriving;
  }

  private List<double[]> apart(double[] values, List<PlainLayer> directions) {
    int hiddenSize = directions.getFirst().hiddenSize;
    int width = directions.size() * hiddenSize;
    List<double[]> parts = new ArrayList<>();
    for (int direction = 0; direction < directions.size(); direction++) {
      double[] part = new double[steps * hiddenSize];
      for (int step = 0; step < steps; step++) {
        int from = step * width + direction * hiddenSize;
        System.arraycopy(values, from, part, step * hiddenSize, hiddenSize);
      }
      parts.add(part);
    }
    return parts;
  }

  private static void add(double[] values, double[] to) {
    Arrays.setAll(to, at -> to[at] + values[at]);
  }

  private ErrorReach reach(PlainLayer layer) {
    int size = layer.hiddenSize;
    return new ErrorReach(
        layer.name,
        Norms.byLag(layer.dHidden, size, 0, size),
        Norms.byLag(layer.dStates, size, 0, size),
        Norms.byLag(layer.dCarrousel, size, 0, size));
  }
}
