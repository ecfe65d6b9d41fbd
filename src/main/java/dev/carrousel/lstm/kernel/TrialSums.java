package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.BYTES;
import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.ORDER;
import static dev.carrousel.lstm.kernel.TrialLayer.ROW;
import static dev.carrousel.lstm.kernel.TrialLayer.SLOTS;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;
import static dev.carrousel.lstm.kernel.TrialLayer.UNITS;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;

/**
 * The net inputs of the hidden layers of trials that share vectors. Rows of weights are slices of
 * memory, so that their bounds are checked once for all their vectors. The loops are so short that
 * what a compiler does to speed up counted ones would cost more.
 */
final class TrialSums {

  private final TrialLayer layer;

  TrialSums(TrialLayer layer) {
    this.layer = layer;
  }

  /** From the inputs of a step and the activations of the one before to all net inputs. */
  void sumUp(double[] inputs, int at) {
    if (!layer.allSeen) {
      seeHiddenSources();
    }
    for (int unit = 0; unit < layer.width; unit += UNITS) {
      sumHiddenSources(unit);
      addInputs(unit, inputs, at);
    }
  }

  /** Copies those that are sources, if not all are. */
  private void seeHiddenSources() {
    double[] source = layer.source;
    int from = layer.activation;
    int to = layer.presentSource + SLOTS;
    for (int lane : layer.shape.sourceLane()) {
      load(source, from + lane * SLOTS).intoArray(source, to);
      to += SLOTS;
    }
  }

  /** The hidden sources of even and those of odd number, for eight destinations. */
  private void sumHiddenSources(int unit) {
    MemorySegment weights = layer.weights;
    double[] source = layer.source;
    long from = layer.at(1, unit);
    int seen = layer.presentSource + SLOTS;
    int end = layer.presentSource + layer.inputRow * SLOTS;
    DoubleVector evenA = DoubleVector.zero(TRIALS);
    DoubleVector oddA = DoubleVector.zero(TRIALS);
    DoubleVector evenB = DoubleVector.zero(TRIALS);
    DoubleVector oddB = DoubleVector.zero(TRIALS);
    DoubleVector evenC = DoubleVector.zero(TRIALS);
    DoubleVector oddC = DoubleVector.zero(TRIALS);
    DoubleVector evenD = DoubleVector.zero(TRIALS);
    DoubleVector oddD = DoubleVector.zero(TRIALS);
    DoubleVector evenE = DoubleVector.zero(TRIALS);
    DoubleVector oddE = DoubleVector.zero(TRIALS);
    DoubleVector evenF = DoubleVector.zero(TRIALS);
    DoubleVector oddF = DoubleVector.zero(TRIALS);
    DoubleVector evenG = DoubleVector.zero(TRIALS);
    DoubleVector oddG = DoubleVector.zero(TRIALS);
    DoubleVector evenH = DoubleVector.zero(TRIALS);
    DoubleVector oddH = DoubleVector.zero(TRIALS);
    while (seen != end) {
      MemorySegment w = weights.asSlice(from, 2 * ROW);
      DoubleVector z = load(source, seen);
      DoubleVector y = load(source, seen + SLOTS);
      evenA = z.fma(load(w, 0), evenA);
      evenB = z.fma(load(w, BYTES), evenB);
      evenC = z.fma(load(w, 2 * BYTES), evenC);
      evenD = z.fma(load(w, 3 * BYTES), evenD);
      evenE = z.fma(load(w, 4 * BYTES), evenE);
      evenF = z.fma(load(w, 5 * BYTES), evenF);
      evenG = z.fma(load(w, 6 * BYTES), evenG);
      evenH = z.fma(load(w, 7 * BYTES), evenH);
      oddA = y.fma(load(w, 8 * BYTES), oddA);
      oddB = y.fma(load(w, 9 * BYTES), oddB);
      oddC = y.fma(load(w, 10 * BYTES), oddC);
      oddD = y.fma(load(w, 11 * BYTES), oddD);
      oddE = y.fma(load(w, 12 * BYTES), oddE);
      oddF = y.fma(load(w, 13 * BYTES), oddF);
      oddG = y.fma(load(w, 14 * BYTES), oddG);
      oddH = y.fma(load(w, 15 * BYTES), oddH);
      from += 2 * ROW;
      seen += 2 * SLOTS;
    }
    double[] net = layer.net;
    int to = unit * LANES;
    evenA.add(oddA).intoArray(net, to);
    evenB.add(oddB).intoArray(net, to + LANES);
    evenC.add(oddC).intoArray(net, to + 2 * LANES);
    evenD.add(oddD).intoArray(net, to + 3 * LANES);
    evenE.add(oddE).intoArray(net, to + 4 * LANES);
    evenF.add(oddF).intoArray(net, to + 5 * LANES);
    evenG.add(oddG).intoArray(net, to + 6 * LANES);
    evenH.add(oddH).intoArray(net, to + 7 * LANES);
  }

  /** Adds them to bias and inputs. */
  private void addInputs(int unit, double[] inputs, int first) {
    MemorySegment weights = layer.weights;
    double[] source = layer.source;
    long from = layer.at(0, unit);
    MemorySegment w = weights.asSlice(from, ROW);
    DoubleVector a = DoubleVector.fromMemorySegment(TRIALS, w, 0, ORDER);
    DoubleVector b = DoubleVector.fromMemorySegment(TRIALS, w, BYTES, ORDER);
    DoubleVector c = DoubleVector.fromMemorySegment(TRIALS, w, 2 * BYTES, ORDER);
    DoubleVector d = DoubleVector.fromMemorySegment(TRIALS, w, 3 * BYTES, ORDER);
    DoubleVector e = DoubleVector.fromMemorySegment(TRIALS, w, 4 * BYTES, ORDER);
    DoubleVector f = DoubleVector.fromMemorySegment(TRIALS, w, 5 * BYTES, ORDER);
    DoubleVector g = DoubleVector.fromMemorySegment(TRIALS, w, 6 * BYTES, ORDER);
    DoubleVector h = DoubleVector.fromMemorySegment(TRIALS, w, 7 * BYTES, ORDER);
    from += layer.inputRow * ROW;
    int seen = layer.presentSource + layer.inputRow * SLOTS;
    int end = first + layer.shape.inputSize() * LANES;
    for (int at = first; at != end; at += LANES) {
      DoubleVector z = DoubleVector.fromArray(TRIALS, inputs, at);
      z.intoArray(source, seen);
      w = weights.asSlice(from, ROW);
      a = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, 0, ORDER), a);
      b = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, BYTES, ORDER), b);
      c = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, 2 * BYTES, ORDER), c);
      d = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, 3 * BYTES, ORDER), d);
      e = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, 4 * BYTES, ORDER), e);
      f = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, 5 * BYTES, ORDER), f);
      g = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, 6 * BYTES, ORDER), g);
      h = z.fma(DoubleVector.fromMemorySegment(TRIALS, w, 7 * BYTES, ORDER), h);
      seen += SLOTS;
      from += ROW;
    }
    double[] net = layer.net;
    int to = unit * LANES;
    a.add(DoubleVector.fromArray(TRIALS, net, to)).intoArray(net, to);
    b.add(DoubleVector.fromArray(TRIALS, net, to + LANES)).intoArray(net, to + LANES);
    c.add(DoubleVector.fromArray(TRIALS, net, to + 2 * LANES)).intoArray(net, to + 2 * LANES);
    d.add(DoubleVector.fromArray(TRIALS, net, to + 3 * LANES)).intoArray(net, to + 3 * LANES);
    e.add(DoubleVector.fromArray(TRIALS, net, to + 4 * LANES)).intoArray(net, to + 4 * LANES);
    f.add(DoubleVector.fromArray(TRIALS, net, to + 5 * LANES)).intoArray(net, to + 5 * LANES);
    g.add(DoubleVector.fromArray(TRIALS, net, to + 6 * LANES)).intoArray(net, to + 6 * LANES);
    h.add(DoubleVector.fromArray(TRIALS, net, to + 7 * LANES)).intoArray(net, to + 7 * LANES);
  }

  private static DoubleVector load(MemorySegment memory, long at) {
    return DoubleVector.fromMemorySegment(TRIALS, memory, at, ORDER);
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(TRIALS, values, at);
  }
}
