package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.BYTES;
import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.ORDER;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;
import static dev.carrousel.lstm.kernel.TrialLayer.UNITS;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** What the hidden layers of trials that share vectors learn from the errors that arrive. */
final class TrialDescent {

  private final TrialLayer layer;

  /** Scaled errors: e of cells by cell, of output gates and conventional units by lane. */
  private final double[] stateError;

  private final double[] presentError;

  TrialDescent(TrialLayer layer) {
    this.layer = layer;
    stateError = new double[layer.cells * LANES];
    presentError = new double[layer.width * LANES];
  }

  /** Adds what is learned from the errors that arrive at cells and conventional units. */
  void descend(MemorySegment into, double scale, double[] arriving) {
    Arrays.fill(presentError, 0);
    for (int cell = 0; cell < layer.cells; cell++) {
      blameCell(cell, arriving, scale);
    }
    blameUnits(arriving);
    for (int at = layer.outputGateLane * LANES; at < layer.lanes * LANES; at++) {
      presentError[at] *= scale;
    }
    for (int lane = 0; lane < layer.carried; lane++) {
      changeByState(into, lane);
    }
    for (int lane = layer.outputGateLane; lane < layer.lanes; lane++) {
      changeByPresent(into, lane);
    }
  }

  private void blameCell(int cell, double[] arriving, double scale) {
    Squashing squash = layer.shape.cellOutput();
    DoubleVector one = DoubleVector.broadcast(TRIALS, 1);
    DoubleVector arrived = load(arriving, cell * LANES);
    DoubleVector h = load(layer.cellOutput, cell * LANES);
    int gateAt = layer.outputGateAt[cell];
    DoubleVector gate = load(layer.outputGates(), gateAt);
    DoubleVector slope = one;
    if (!squash.identity) {
      DoubleVector q = h.sub(squash.shift).mul(squash.inverse);
      slope = q.mul(squash.scale).mul(one.sub(q));
    }
    gate.mul(slope).mul(arrived).mul(scale).intoArray(stateError, cell * LANES);
    if (layer.shape.outputGates() > 0) {
      DoubleVector share = gate.mul(one.sub(gate)).mul(h).mul(arrived);
      load(presentError, gateAt).add(share).intoArray(presentError, gateAt);
    }
  }

  private void blameUnits(double[] arriving) {
    int from = layer.cells - layer.conventionalLane;
    for (int lane = layer.conventionalLane; lane < layer.lanes; lane++) {
      DoubleVector y = load(layer.activation, lane * LANES);
      DoubleVector slope = y.mul(DoubleVector.broadcast(TRIALS, 1).sub(y));
      slope.mul(load(arriving, (from + lane) * LANES)).intoArray(presentError, lane * LANES);
    }
  }

  /** Cells and input gates learn by the derivatives of the states. */
  private void changeByState(MemorySegment into, int carried) {
    int cell = carried < layer.cells ? carried : carried - layer.cells;
    int lane = carried < layer.cells ? layer.cellLane + cell : layer.shape.blockOf()[cell];
    DoubleVector error = load(stateError, cell * LANES);
    MemorySegment derivatives = layer.derivatives;
    long from = layer.at(0, carried);
    long at = layer.at(0, lane);
    long end = layer.at(layer.rows, lane);
    for (; at != end; at += UNITS * BYTES, from += UNITS * BYTES) {
      error.fma(load(derivatives, from), load(into, at)).intoMemorySegment(into, at, ORDER);
    }
  }

  /** Output gates and conventional units learn from the present step alone. */
  private void changeByPresent(MemorySegment into, int lane) {
    DoubleVector error = load(presentError, lane * LANES);
    double[] source = layer.source;
    int from = layer.present * layer.rows * LANES;
    long at = layer.at(0, lane);
    long end = layer.at(layer.rows, lane);
    for (; at != end; at += UNITS * BYTES, from += LANES) {
      error.fma(load(source, from), load(into, at)).intoMemorySegment(into, at, ORDER);
    }
  }

  private static DoubleVector load(MemorySegment values, long at) {
    return DoubleVector.fromMemorySegment(TRIALS, values, at, ORDER);
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(TRIALS, values, at);
  }
}
