package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.STEPS;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;

import jdk.incubator.vector.DoubleVector;

/**
 * ds/dw of trials that share vectors. A step's sources and factors wait until there are several
 * steps of them, which then pass through the derivatives together, in their order.
 */
final class TrialCarry {

  private final TrialLayer layer;

  TrialCarry(TrialLayer layer) {
    this.layer = layer;
  }

  /** The present step. */
  void carry() {
    layer.waiting++;
    if (layer.waiting == STEPS) {
      int end = layer.carriedWidth * LANES;
      for (int lane = 0; lane < end; lane += 2 * LANES) {
        carryAll(lane);
      }
      layer.waiting = 0;
    }
  }

  /** The steps that wait, one after another. */
  void finish() {
    for (int step = 0; step < layer.waiting; step++) {
      carry(step);
    }
    layer.waiting = 0;
  }

  /** All steps, two lanes of the derivatives, which stay in registers meanwhile. */
  private void carryAll(int lane) {
    double[] factor = layer.factor;
    double[] into = layer.derivatives;
    double[] z = layer.source;
    int rows = layer.rows;
    int next = rows * LANES;
    int after = layer.carriedWidth * LANES;
    DoubleVector a0 = DoubleVector.fromArray(TRIALS, factor, lane);
    DoubleVector a1 = DoubleVector.fromArray(TRIALS, factor, after + lane);
    DoubleVector a2 = DoubleVector.fromArray(TRIALS, factor, 2 * after + lane);
    DoubleVector a3 = DoubleVector.fromArray(TRIALS, factor, 3 * after + lane);
    DoubleVector b0 = DoubleVector.fromArray(TRIALS, factor, lane + LANES);
    DoubleVector b1 = DoubleVector.fromArray(TRIALS, factor, after + lane + LANES);
    DoubleVector b2 = DoubleVector.fromArray(TRIALS, factor, 2 * after + lane + LANES);
    DoubleVector b3 = DoubleVector.fromArray(TRIALS, factor, 3 * after + lane + LANES);
    for (int row = 0; row < rows; row++) {
      int at = row * after + lane;
      int from = row * LANES;
      DoubleVector z0 = DoubleVector.fromArray(TRIALS, z, from);
      DoubleVector z1 = DoubleVector.fromArray(TRIALS, z, next + from);
      DoubleVector z2 = DoubleVector.fromArray(TRIALS, z, 2 * next + from);
      DoubleVector z3 = DoubleVector.fromArray(TRIALS, z, 3 * next + from);
      DoubleVector a = z0.fma(a0, DoubleVector.fromArray(TRIALS, into, at));
      DoubleVector b = z0.fma(b0, DoubleVector.fromArray(TRIALS, into, at + LANES));
      z3.fma(a3, z2.fma(a2, z1.fma(a1, a))).intoArray(into, at);
      z3.fma(b3, z2.fma(b2, z1.fma(b1, b))).intoArray(into, at + LANES);
    }
  }

  private void carry(int step) {
    double[] factor = layer.factor;
    double[] source = layer.source;
    double[] into = layer.derivatives;
    int rows = layer.rows;
    int end = layer.carriedWidth * LANES;
    int factors = step * end;
    int seen = step * rows * LANES;
    for (int lane = 0; lane < end; lane += 2 * LANES) {
      DoubleVector a = DoubleVector.fromArray(TRIALS, factor, factors + lane);
      DoubleVector b = DoubleVector.fromArray(TRIALS, factor, factors + lane + LANES);
      for (int row = 0; row < rows; row++) {
        int at = row * end + lane;
        DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
        z.fma(a, DoubleVector.fromArray(TRIALS, into, at)).intoArray(into, at);
        z.fma(b, DoubleVector.fromArray(TRIALS, into, at + LANES)).intoArray(into, at + LANES);
      }
    }
  }
}
