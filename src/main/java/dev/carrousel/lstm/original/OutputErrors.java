package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.BlockLayer;
import dev.carrousel.lstm.kernel.DoubleRows;

/** The errors that arrive at the outputs and through them at the hidden units, at one step. */
final class OutputErrors {

  /** e_k by output, NC97 eq. 19. */
  final double[] delta;

  /** By cell, then by conventional unit, padded: {@code sum_k w_k e_k}. */
  final double[] arriving;

  /** Number of units that outputs see. */
  final int shown;

  private final Forward forward;
  private final OutputDelta outputDelta;

  OutputErrors(Forward forward, OutputDelta outputDelta) {
    this.forward = forward;
    this.outputDelta = outputDelta;
    delta = new double[forward.layout.outputWidth];
    shown = forward.layout.cells + forward.layout.conventional;
    arriving = new double[BlockLayer.padded(shown)];
  }

  /** Computes both, with the weights as they are. */
  void compute(double[] target) {
    for (int k = 0; k < forward.layout.topology.outputSize(); k++) {
      delta[k] = outputDelta.delta(target[k], forward.output[k]);
    }
    int width = forward.layout.outputWidth;
    for (int unit = 0; unit < shown; unit++) {
      arriving[unit] = DoubleRows.dot(forward.weights.output, (1 + unit) * width, delta, width);
    }
  }

  /** Adds {@code scale e_k source} of this step to a matrix of the output layer's shape. */
  void accumulate(double[] into, double scale) {
    Layout layout = forward.layout;
    int width = layout.outputWidth;
    for (int row = 0; row < forward.denseOutputRows; row++) {
      DoubleRows.addToRow(into, row * width, delta, scale * forward.outputSource[row], width);
    }
    if (forward.layer.symbol >= 0 && layout.topology.shortcuts()) {
      DoubleRows.addToRow(
          into, (layout.outputInputRow + forward.layer.symbol) * width, delta, scale, width);
    }
  }
}
