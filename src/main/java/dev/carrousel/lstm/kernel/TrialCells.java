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
    int end = layer.cells * LANES;
    double[] to = layer.cellInput;
    if (squash.identity) {
      System.arraycopy(layer.net, from, to, 0, end);
      return;
    }
    double[] logistic = layer.activation;
    DoubleVector scale = DoubleVector.broadcast(TRIALS, squash.scale);
    DoubleVector shift = DoubleVector.broadcast(TRIALS, squash.shift);
    for (int at = 0; at < end; at += LANES) {
      load(logistic, from + at).fma(scale, shift).intoArray(to, at);
    }
  }

  /** And computes what the sources of this step are multiplied by in the derivatives. */
  private void advanceStates() {
    Squashing g = layer.shape.cellInput();
    double[] gates = layer.inputGates();
    double[] factor = layer.factor;
    double[] state = layer.state;
    int own = layer.waiting * layer.carriedWidth * LANES;
    int ofGates = own + layer.cells * LANES;
    boolean gated = layer.carried > layer.cells;
    DoubleVector one = DoubleVector.broadcast(TRIALS, 1);
    for (int cell = 0; cell < layer.cells; cell++) {
      int at = cell * LANES;
      DoubleVector gate = load(gates, layer.inputGateAt[cell]);
      DoubleVector value = load(layer.cellInput, at);
      gate.fma(value, load(state, at)).intoArray(state, at);
      if (g.identity) {
        gate.intoArray(factor, own + at);
      } else {
        DoubleVector q = value.sub(g.shift).mul(g.inverse);
        gate.mul(q.mul(g.scale).mul(one.sub(q))).intoArray(factor, own + at);
      }
      if (gated) {
        value.mul(gate).mul(one.sub(gate)).intoArray(factor, ofGates + at);
      }
    }
  }

  private void squashStates() {
    if (layer.shape.cellOutput().identity) {
      System.arraycopy(layer.state, 0, layer.cellOutput, 0, layer.cells * LANES);
    } else {
      VectorLogistic.each(layer.state, 0, layer.cellOutput, 0, layer.cells);
    }
  }

  private void show() {
    Squashing squash = layer.shape.cellOutput();
    double[] gates = layer.outputGates();
    double[] output = layer.cellOutput;
    double[] activation = layer.activation;
    int shown = layer.cellLane * LANES;
    for (int cell = 0; cell < layer.cells; cell++) {
      int at = cell * LANES;
      DoubleVector h = load(output, at);
      if (!squash.identity) {
        h = h.fma(squash.scale, squash.shift);
        h.intoArray(output, at);
      }
      load(gates, layer.outputGateAt[cell]).mul(h).intoArray(activation, shown + at);
    }
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(TRIALS, values, at);
  }
}
