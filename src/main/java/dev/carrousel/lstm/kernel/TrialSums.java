package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.BYTES;
import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.ORDER;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;
import static dev.carrousel.lstm.kernel.TrialLayer.UNITS;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;

/** The net inputs of the hidden layers of trials that share vectors. */
final class TrialSums {

  private static final long ROW = UNITS * BYTES;

  private final TrialLayer layer;

  TrialSums(TrialLayer layer) {
    this.layer = layer;
  }

  /** From the inputs of a step and the activations of the one before to all net inputs. */
  void sumUp(double[] inputs, int at) {
    see(inputs, at);
    for (int unit = 0; unit < layer.width; unit += UNITS) {
      sumUpFour(unit);
    }
  }

  private void see(double[] inputs, int at) {
    double[] activation = layer.activation;
    double[] source = layer.source;
    int[] sourceLane = layer.shape.sourceLane();
    int to = (layer.present * layer.rows + 1) * LANES;
    for (int number = 0; number < sourceLane.length; number++, to += LANES) {
      DoubleVector.fromArray(TRIALS, activation, sourceLane[number] * LANES).intoArray(source, to);
    }
    int end = at + layer.shape.inputSize() * LANES;
    for (int from = at; from < end; from += LANES, to += LANES) {
      DoubleVector.fromArray(TRIALS, inputs, from).intoArray(source, to);
    }
  }

  /**
   * Bias and inputs, and the hidden sources of even and of odd number, of four destinations. The
   * loops are so short that what a compiler does to speed up counted ones would cost more.
   */
  private void sumUpFour(int unit) {
    MemorySegment w = layer.weights;
    double[] source = layer.source;
    double[] net = layer.net;
    long at = layer.at(0, unit);
    int seen = layer.present * layer.rows * LANES;
    int inputs = seen + layer.inputRow * LANES;
    DoubleVector a = DoubleVector.fromMemorySegment(TRIALS, w, at, ORDER);
    DoubleVector b = DoubleVector.fromMemorySegment(TRIALS, w, at + BYTES, ORDER);
    DoubleVector c = DoubleVector.fromMemorySegment(TRIALS, w, at + 2 * BYTES, ORDER);
    DoubleVector d = DoubleVector.fromMemorySegment(TRIALS, w, at + 3 * BYTES, ORDER);
    long from = at + layer.inputRow * ROW;
    int row = inputs;
    int end = seen + layer.rows * LANES;
    while (row != end) {
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, row);
      a = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from, ORDER), a);
      b = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + BYTES, ORDER), b);
      c = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 2 * BYTES, ORDER), c);
      d = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 3 * BYTES, ORDER), d);
      from += ROW;
      row += LANES;
    }
    DoubleVector evenA = DoubleVector.zero(TRIALS);
    DoubleVector evenB = DoubleVector.zero(TRIALS);
    DoubleVector evenC = DoubleVector.zero(TRIALS);
    DoubleVector evenD = DoubleVector.zero(TRIALS);
    DoubleVector oddA = DoubleVector.zero(TRIALS);
    DoubleVector oddB = DoubleVector.zero(TRIALS);
    DoubleVector oddC = DoubleVector.zero(TRIALS);
    DoubleVector oddD = DoubleVector.zero(TRIALS);
    from = at + ROW;
    row = seen + LANES;
    int pairsEnd = row + ((layer.inputRow - 1) & ~1) * LANES;
    while (row != pairsEnd) {
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, row);
      evenA = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from, ORDER), evenA);
      evenB = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + BYTES, ORDER), evenB);
      evenC = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 2 * BYTES, ORDER), evenC);
      evenD = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 3 * BYTES, ORDER), evenD);
      from += ROW;
      DoubleVector y = DoubleVector.fromArray(TRIALS, source, row + LANES);
      oddA = y.fma(DoubleVector.fromMemorySegment(TRIALS, w, from, ORDER), oddA);
      oddB = y.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + BYTES, ORDER), oddB);
      oddC = y.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 2 * BYTES, ORDER), oddC);
      oddD = y.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 3 * BYTES, ORDER), oddD);
      from += ROW;
      row += 2 * LANES;
    }
    if (row != inputs) {
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, row);
      evenA = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from, ORDER), evenA);
      evenB = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + BYTES, ORDER), evenB);
      evenC = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 2 * BYTES, ORDER), evenC);
      evenD = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, from + 3 * BYTES, ORDER), evenD);
    }
    int to = unit * LANES;
    a.add(evenA.add(oddA)).intoArray(net, to);
    b.add(evenB.add(oddB)).intoArray(net, to + LANES);
    c.add(evenC.add(oddC)).intoArray(net, to + 2 * LANES);
    d.add(evenD.add(oddD)).intoArray(net, to + 3 * LANES);
  }
}
