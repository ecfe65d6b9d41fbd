package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;

import jdk.incubator.vector.DoubleVector;

/** Gates and cells of trials that share vectors: from net inputs to activations and factors. */
final class TrialCells {

  private final TrialLayer layer;

  TrialCells(TrialLayer layer) {
    this.layer = layer;
  }

  void advance() {
    VectorLogistic.each(layer.net, 0, layer.activation, 0, layer.lanes);
    squashInputs();
    advanceStates();
    squashStates();
    show();
  }

  private void squashInputs() {
    Squashing squash = layer.shape.cellInput();
    int from = layer.cellLane * LANES;
    if (squash.identity) {
      System.arraycopy(layer.net, from, layer.cellInput, 0, layer.cells * LANES);
    } else {
      stretch(squash, layer.activation, from, layer.cellInput);
    }
  }

  /** {@code scale x + shift} of all cells. */
  private void stretch(Squashing squash, double[] from, int at, double[] to) {
    DoubleVector shift = DoubleVector.broadcast(TRIALS, squash.shift);
    DoubleVector scale = DoubleVector.broadcast(TRIALS, squash.scale);
    int end = layer.cells * LANES;
    for (int cell = 0; cell < end; cell += LANES) {
      DoubleVector.fromArray(TRIALS, from, at + cell).fma(scale, shift).intoArray(to, cell);
    }
  }

  private void advanceStates() {
    double[] gates = layer.inputGates();
    double[] input = layer.cellInput;
    double[] state = layer.state;
    for (int cell = 0; cell < layer.cells; cell++) {
      int at = cell * LANES;
      DoubleVector.fromArray(TRIALS, gates, layer.inputGateAt(cell))
          .fma(DoubleVector.fromArray(TRIALS, input, at), DoubleVector.fromArray(TRIALS, state, at))
          .intoArray(state, at);
    }
  }

  private void squashStates() {
    Squashing squash = layer.shape.cellOutput();
    if (squash.identity) {
      System.arraycopy(layer.state, 0, layer.cellOutput, 0, layer.cells * LANES);
    } else {
      VectorLogistic.each(layer.state, 0, layer.cellOutput, 0, layer.cells);
      stretch(squash, layer.cellOutput, 0, layer.cellOutput);
    }
  }

  private void show() {
    double[] gates = layer.outputGates();
    int shown = layer.cellLane * LANES;
    for (int cell = 0; cell < layer.cells; cell++) {
      DoubleVector.fromArray(TRIALS, gates, layer.outputGateAt(cell))
          .mul(DoubleVector.fromArray(TRIALS, layer.cellOutput, cell * LANES))
          .intoArray(layer.activation, shown + cell * LANES);
    }
  }
}
