package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.BYTES;
import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.ORDER;
import static dev.carrousel.lstm.kernel.TrialLayer.ROW;
import static dev.carrousel.lstm.kernel.TrialLayer.SLOTS;
import static dev.carrousel.lstm.kernel.TrialLayer.STEPS;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;

/**
 * ds/dw of trials that share vectors. The sources and factors of several steps wait until they pass
 * through the derivatives together, in their order: a part of the derivatives at each of the steps
 * after them, where they do not depend on anything and fill the time others spend waiting.
 */
final class TrialCarry {

  /** Destinations of a tile: with the factors of four steps they fill the registers. */
  private static final int FOUR = 4;

  /** Steps at which parts of what waits are carried. */
  private static final int PARTS = STEPS - 1;

  private final TrialLayer layer;
  private final int tiles;

  /** First slot of the present steps, and how many of them there were. */
  private int half;

  private int done;

  /** How many of those do not wait any more. */
  private int carried;

  /** Whether the steps of the other half wait. */
  private boolean due;

  TrialCarry(TrialLayer layer) {
    this.layer = layer;
    tiles = (layer.carried + FOUR - 1) / FOUR;
  }

  /** Forgets what waits. */
  void reset() {
    done = 0;
    carried = 0;
    due = false;
    layer.activation = layer.activationAt(half);
  }

  /** Begins a step. */
  void begin() {
    layer.presentSource = layer.sourceAt(half + done);
    layer.presentFactor = layer.factorAt(half + done);
  }

  /** The sources have been seen: from here on activations are those of this step. */
  void turn() {
    layer.activation = layer.activationAt(done + 1 == STEPS ? STEPS - half : half + done + 1);
  }

  /** A part of what waits; nothing at the last step of a half, which writes into the other one. */
  void carry() {
    if (due && done < PARTS) {
      for (int tile = done; tile < tiles; tile += PARTS) {
        carryFour(tile, STEPS - half);
      }
    }
  }

  /** Ends a step: its sources and factors are there. */
  void end() {
    done++;
    if (done == STEPS) {
      due = carried == 0;
      if (!due) {
        carryPresent();
      }
      done = 0;
      carried = 0;
      half = STEPS - half;
    }
  }

  /** All that waits, step after step. */
  void finish() {
    for (int tile = 0; due && tile < tiles; tile++) {
      if (tile % PARTS >= done) {
        carryFour(tile, STEPS - half);
      }
    }
    due = false;
    carryPresent();
  }

  private void carryPresent() {
    for (int tile = 0; tile < tiles; tile++) {
      for (int slot = half + carried; slot < half + done; slot++) {
        carryOne(tile, slot);
      }
    }
    carried = done;
  }

  /** All steps of a half, for derivatives which stay in registers meanwhile. */
  private void carryFour(int tile, int slot) {
    MemorySegment derivatives = layer.derivatives;
    double[] source = layer.source;
    double[] factor = layer.factor;
    int f = layer.factorAt(slot) + tile * FOUR * SLOTS;
    DoubleVector a0 = load(factor, f);
    DoubleVector a1 = load(factor, f + LANES);
    DoubleVector a2 = load(factor, f + 2 * LANES);
    DoubleVector a3 = load(factor, f + 3 * LANES);
    DoubleVector b0 = load(factor, f + 4 * LANES);
    DoubleVector b1 = load(factor, f + 5 * LANES);
    DoubleVector b2 = load(factor, f + 6 * LANES);
    DoubleVector b3 = load(factor, f + 7 * LANES);
    DoubleVector c0 = load(factor, f + 8 * LANES);
    DoubleVector c1 = load(factor, f + 9 * LANES);
    DoubleVector c2 = load(factor, f + 10 * LANES);
    DoubleVector c3 = load(factor, f + 11 * LANES);
    DoubleVector d0 = load(factor, f + 12 * LANES);
    DoubleVector d1 = load(factor, f + 13 * LANES);
    DoubleVector d2 = load(factor, f + 14 * LANES);
    DoubleVector d3 = load(factor, f + 15 * LANES);
    long at = layer.at(0, tile * FOUR);
    int row = layer.sourceAt(slot);
    int end = row + layer.rows * SLOTS;
    while (row != end) {
      MemorySegment into = derivatives.asSlice(at, FOUR * BYTES);
      DoubleVector z0 = load(source, row);
      DoubleVector z1 = load(source, row + LANES);
      DoubleVector z2 = load(source, row + 2 * LANES);
      DoubleVector z3 = load(source, row + 3 * LANES);
      DoubleVector a = z0.fma(a0, load(into, 0));
      DoubleVector b = z0.fma(b0, load(into, BYTES));
      DoubleVector c = z0.fma(c0, load(into, 2 * BYTES));
      DoubleVector d = z0.fma(d0, load(into, 3 * BYTES));
      z3.fma(a3, z2.fma(a2, z1.fma(a1, a))).intoMemorySegment(into, 0, ORDER);
      z3.fma(b3, z2.fma(b2, z1.fma(b1, b))).intoMemorySegment(into, BYTES, ORDER);
      z3.fma(c3, z2.fma(c2, z1.fma(c1, c))).intoMemorySegment(into, 2 * BYTES, ORDER);
      z3.fma(d3, z2.fma(d2, z1.fma(d1, d))).intoMemorySegment(into, 3 * BYTES, ORDER);
      at += ROW;
      row += SLOTS;
    }
  }

  private void carryOne(int tile, int slot) {
    MemorySegment derivatives = layer.derivatives;
    double[] source = layer.source;
    double[] factor = layer.factor;
    int f = layer.factorAt(slot) + tile * FOUR * SLOTS;
    DoubleVector a = load(factor, f);
    DoubleVector b = load(factor, f + SLOTS);
    DoubleVector c = load(factor, f + 2 * SLOTS);
    DoubleVector d = load(factor, f + 3 * SLOTS);
    long at = layer.at(0, tile * FOUR);
    int row = layer.sourceAt(slot);
    int end = row + layer.rows * SLOTS;
    while (row != end) {
      DoubleVector z = load(source, row);
      MemorySegment into = derivatives.asSlice(at, FOUR * BYTES);
      z.fma(a, load(into, 0)).intoMemorySegment(into, 0, ORDER);
      z.fma(b, load(into, BYTES)).intoMemorySegment(into, BYTES, ORDER);
      z.fma(c, load(into, 2 * BYTES)).intoMemorySegment(into, 2 * BYTES, ORDER);
      z.fma(d, load(into, 3 * BYTES)).intoMemorySegment(into, 3 * BYTES, ORDER);
      at += ROW;
      row += SLOTS;
    }
  }

  private static DoubleVector load(MemorySegment memory, long at) {
    return DoubleVector.fromMemorySegment(TRIALS, memory, at, ORDER);
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(TRIALS, values, at);
  }
}
