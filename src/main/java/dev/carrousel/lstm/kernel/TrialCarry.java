package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.BYTES;
import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.ORDER;
import static dev.carrousel.lstm.kernel.TrialLayer.STEPS;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;
import static dev.carrousel.lstm.kernel.TrialLayer.UNITS;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;

/**
 * ds/dw of trials that share vectors. The sources and factors of several steps wait until they pass
 * through the derivatives together, in their order: a part of the derivatives at each of the steps
 * after them, where they do not depend on anything and fill the time others spend waiting.
 */
final class TrialCarry {

  private static final long ROW = UNITS * BYTES;

  private final TrialLayer layer;
  private final int tiles;

  /** First slot of the present steps, and how many of them wait. */
  private int half;

  private int waiting;

  /** Whether the steps of the other half wait. */
  private boolean due;

  TrialCarry(TrialLayer layer) {
    this.layer = layer;
    tiles = layer.carriedWidth / UNITS;
  }

  /** Forgets what waits. */
  void reset() {
    waiting = 0;
    due = false;
  }

  /** Begins a step. */
  void begin() {
    layer.present = half + waiting;
  }

  /** A part of what waits. */
  void carry() {
    if (due) {
      for (int tile = waiting; tile < tiles; tile += STEPS) {
        carryFour(tile, STEPS - half);
      }
    }
  }

  /** Ends a step: its sources and factors are there. */
  void end() {
    waiting++;
    if (waiting == STEPS) {
      waiting = 0;
      due = true;
      half = STEPS - half;
    }
  }

  /** The steps that wait, one after another. */
  void finish() {
    for (int tile = 0; tile < tiles; tile++) {
      if (due && tile % STEPS >= waiting) {
        carryFour(tile, STEPS - half);
      }
      for (int slot = half; slot < half + waiting; slot++) {
        carryOne(tile, slot);
      }
    }
    due = false;
    waiting = 0;
  }

  /** All steps of a half, for derivatives which stay in registers meanwhile. */
  private void carryFour(int tile, int slot) {
    double[] factor = layer.factor;
    MemorySegment into = layer.derivatives;
    double[] z = layer.source;
    int next = layer.rows * LANES;
    long at = layer.at(0, tile * UNITS);
    int after = layer.carriedWidth * LANES;
    int f = slot * after + tile * UNITS * LANES;
    DoubleVector a0 = DoubleVector.fromArray(TRIALS, factor, f);
    DoubleVector b0 = DoubleVector.fromArray(TRIALS, factor, f + LANES);
    DoubleVector c0 = DoubleVector.fromArray(TRIALS, factor, f + 2 * LANES);
    DoubleVector d0 = DoubleVector.fromArray(TRIALS, factor, f + 3 * LANES);
    f += after;
    DoubleVector a1 = DoubleVector.fromArray(TRIALS, factor, f);
    DoubleVector b1 = DoubleVector.fromArray(TRIALS, factor, f + LANES);
    DoubleVector c1 = DoubleVector.fromArray(TRIALS, factor, f + 2 * LANES);
    DoubleVector d1 = DoubleVector.fromArray(TRIALS, factor, f + 3 * LANES);
    f += after;
    DoubleVector a2 = DoubleVector.fromArray(TRIALS, factor, f);
    DoubleVector b2 = DoubleVector.fromArray(TRIALS, factor, f + LANES);
    DoubleVector c2 = DoubleVector.fromArray(TRIALS, factor, f + 2 * LANES);
    DoubleVector d2 = DoubleVector.fromArray(TRIALS, factor, f + 3 * LANES);
    f += after;
    DoubleVector a3 = DoubleVector.fromArray(TRIALS, factor, f);
    DoubleVector b3 = DoubleVector.fromArray(TRIALS, factor, f + LANES);
    DoubleVector c3 = DoubleVector.fromArray(TRIALS, factor, f + 2 * LANES);
    DoubleVector d3 = DoubleVector.fromArray(TRIALS, factor, f + 3 * LANES);
    int row = slot * next;
    int end = row + next;
    while (row != end) {
      DoubleVector z0 = DoubleVector.fromArray(TRIALS, z, row);
      DoubleVector z1 = DoubleVector.fromArray(TRIALS, z, row + next);
      DoubleVector z2 = DoubleVector.fromArray(TRIALS, z, row + 2 * next);
      DoubleVector z3 = DoubleVector.fromArray(TRIALS, z, row + 3 * next);
      DoubleVector a = z0.fma(a0, DoubleVector.fromMemorySegment(TRIALS, into, at, ORDER));
      DoubleVector b = z0.fma(b0, DoubleVector.fromMemorySegment(TRIALS, into, at + BYTES, ORDER));
      DoubleVector c =
          z0.fma(c0, DoubleVector.fromMemorySegment(TRIALS, into, at + 2 * BYTES, ORDER));
      DoubleVector d =
          z0.fma(d0, DoubleVector.fromMemorySegment(TRIALS, into, at + 3 * BYTES, ORDER));
      z3.fma(a3, z2.fma(a2, z1.fma(a1, a))).intoMemorySegment(into, at, ORDER);
      z3.fma(b3, z2.fma(b2, z1.fma(b1, b))).intoMemorySegment(into, at + BYTES, ORDER);
      z3.fma(c3, z2.fma(c2, z1.fma(c1, c))).intoMemorySegment(into, at + 2 * BYTES, ORDER);
      z3.fma(d3, z2.fma(d2, z1.fma(d1, d))).intoMemorySegment(into, at + 3 * BYTES, ORDER);
      at += ROW;
      row += LANES;
    }
  }

  private void carryOne(int tile, int slot) {
    double[] factor = layer.factor;
    MemorySegment into = layer.derivatives;
    double[] source = layer.source;
    long at = layer.at(0, tile * UNITS);
    int f = (slot * layer.carriedWidth + tile * UNITS) * LANES;
    DoubleVector a = DoubleVector.fromArray(TRIALS, factor, f);
    DoubleVector b = DoubleVector.fromArray(TRIALS, factor, f + LANES);
    DoubleVector c = DoubleVector.fromArray(TRIALS, factor, f + 2 * LANES);
    DoubleVector d = DoubleVector.fromArray(TRIALS, factor, f + 3 * LANES);
    int row = slot * layer.rows * LANES;
    int end = row + layer.rows * LANES;
    while (row != end) {
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, row);
      z.fma(a, DoubleVector.fromMemorySegment(TRIALS, into, at, ORDER))
          .intoMemorySegment(into, at, ORDER);
      z.fma(b, DoubleVector.fromMemorySegment(TRIALS, into, at + BYTES, ORDER))
          .intoMemorySegment(into, at + BYTES, ORDER);
      z.fma(c, DoubleVector.fromMemorySegment(TRIALS, into, at + 2 * BYTES, ORDER))
          .intoMemorySegment(into, at + 2 * BYTES, ORDER);
      z.fma(d, DoubleVector.fromMemorySegment(TRIALS, into, at + 3 * BYTES, ORDER))
          .intoMemorySegment(into, at + 3 * BYTES, ORDER);
      at += ROW;
      row += LANES;
    }
  }
}
