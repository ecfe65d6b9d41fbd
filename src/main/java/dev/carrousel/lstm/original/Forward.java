package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.BlockKernels;
import dev.carrousel.lstm.kernel.BlockLayer;
import dev.carrousel.lstm.kernel.DoubleRows;
import dev.carrousel.lstm.kernel.Logistic;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.Arrays;

/**
 * The activations of a network, advanced step by step (NC97 eqs. 6 to 9, sources as in the package
 * description). Allocates nothing per step.
 */
final class Forward {

  final Layout layout;
  final Weights weights;

  /** The hidden layer, and what works on it. */
  final BlockLayer layer;

  final BlockKernels kernels;

  /** What the output layer sees, by row. */
  final double[] outputSource;

  final double[] outputNet;
  final double[] output;

  /** Rows of {@link #outputSource} that hold numbers. */
  int denseOutputRows;

  private final int inputSize;

  Forward(Weights weights, boolean competition) {
    this.weights = weights;
    layout = weights.layout;
    layer = new BlockLayer(layout.shape(competition), weights.hidden);
    kernels = BlockKernels.preferred(layer);
    inputSize = layout.topology.inputSize();
    outputSource = new double[layout.outputRows];
    outputNet = new double[layout.outputWidth];
    output = new double[layout.outputWidth];
    outputSource[0] = 1;
  }

  /** All activations and states zero, as before the first step of a sequence. */
  void reset() {
    layer.reset();
  }

  /** States and hidden activations as some step has left them. */
  void resume(double[] states, double[] activations) {
    System.arraycopy(states, 0, layer.state, 0, layout.cells);
    System.arraycopy(activations, 0, layer.activation, 0, layout.lanes);
  }

  /** The hidden layer at one step. */
  void step(Inputs inputs, int step) {
    read(inputs, step);
    kernels.step();
  }

  /** The outputs at the step that the hidden layer is at. */
  void answer() {
    double[] activation = layer.activation;
    System.arraycopy(activation, layout.cellLane, outputSource, 1, layout.cells);
    System.arraycopy(
        activation, layout.conventionalLane, outputSource, 1 + layout.cells, layout.conventional);
    if (denseOutputRows > layout.outputInputRow) {
      System.arraycopy(
          layer.source, layout.inputRow, outputSource, layout.outputInputRow, inputSize);
    }
    int width = layout.outputWidth;
    Arrays.fill(outputNet, 0);
    DoubleRows.addWeighted(outputNet, weights.output, outputSource, 0, denseOutputRows, width);
    if (layer.symbol >= 0 && layout.topology.shortcuts()) {
      int at = (layout.outputInputRow + layer.symbol) * width;
      DoubleRows.addRow(outputNet, weights.output, at, 1, width);
    }
    for (int k = 0; k < layout.topology.outputSize(); k++) {
      output[k] = Logistic.of(outputNet[k]);
    }
  }

  private void read(Inputs inputs, int step) {
    if (inputs instanceof Inputs.Symbols symbols) {
      layer.symbol = symbols.symbols()[step];
      denseOutputRows = layout.outputInputRow;
    } else {
      layer.symbol = -1;
      denseOutputRows = layout.outputRows;
      for (int index = 0; index < inputSize; index++) {
        layer.source[layout.inputRow + index] = inputs.at(step, index);
      }
    }
  }
}
