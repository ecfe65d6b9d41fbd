package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;
import static dev.carrousel.lstm.kernel.TrialLayer.UNITS;

import jdk.incubator.vector.DoubleVector;

/** The net inputs of the hidden layers of trials that share vectors. */
final class TrialSums {

  private final TrialLayer layer;

  TrialSums(TrialLayer layer) {
    this.layer = layer;
  }

  /** From the inputs of a step and the activations of the one before to all net inputs. */
  void sumUp(double[] inputs, int at) {
    see(inputs, at);
    for (int lane = 0; lane < layer.width; lane += UNITS) {
      sumUpFour(lane);
    }
  }

  private void see(double[] inputs, int at) {
    double[] activation = layer.activation;
    double[] source = layer.source;
    int[] sourceLane = layer.shape.sourceLane();
    layer.present = layer.waiting * layer.rows;
    int to = (layer.present + 1) * LANES;
    for (int number = 0; number < sourceLane.length; number++, to += LANES) {
      DoubleVector.fromArray(TRIALS, activation, sourceLane[number] * LANES).intoArray(source, to);
    }
    System.arraycopy(inputs, at, source, to, layer.shape.inputSize() * LANES);
  }

  /** Bias and inputs, and the hidden sources of even and of odd number, of four destinations. */
  private void sumUpFour(int lane) {
    double[] w = layer.weights;
    double[] source = layer.source;
    double[] net = layer.net;
    int inputRow = layer.inputRow;
    int rows = layer.rows;
    int stride = layer.width * LANES;
    int at = lane * LANES;
    int seen = layer.present * LANES;
    DoubleVector a = DoubleVector.fromArray(TRIALS, w, at);
    DoubleVector b = DoubleVector.fromArray(TRIALS, w, at + LANES);
    DoubleVector c = DoubleVector.fromArray(TRIALS, w, at + 2 * LANES);
    DoubleVector d = DoubleVector.fromArray(TRIALS, w, at + 3 * LANES);
    for (int row = inputRow; row < rows; row++) {
      int from = row * stride + at;
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
      a = z.fma(DoubleVector.fromArray(TRIALS, w, from), a);
      b = z.fma(DoubleVector.fromArray(TRIALS, w, from + LANES), b);
      c = z.fma(DoubleVector.fromArray(TRIALS, w, from + 2 * LANES), c);
      d = z.fma(DoubleVector.fromArray(TRIALS, w, from + 3 * LANES), d);
    }
    DoubleVector evenA = DoubleVector.zero(TRIALS);
    DoubleVector evenB = DoubleVector.zero(TRIALS);
    DoubleVector evenC = DoubleVector.zero(TRIALS);
    DoubleVector evenD = DoubleVector.zero(TRIALS);
    DoubleVector oddA = DoubleVector.zero(TRIALS);
    DoubleVector oddB = DoubleVector.zero(TRIALS);
    DoubleVector oddC = DoubleVector.zero(TRIALS);
    DoubleVector oddD = DoubleVector.zero(TRIALS);
    int row = 1;
    for (; row + 1 < inputRow; row += 2) {
      int from = row * stride + at;
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
      evenA = z.fma(DoubleVector.fromArray(TRIALS, w, from), evenA);
      evenB = z.fma(DoubleVector.fromArray(TRIALS, w, from + LANES), evenB);
      evenC = z.fma(DoubleVector.fromArray(TRIALS, w, from + 2 * LANES), evenC);
      evenD = z.fma(DoubleVector.fromArray(TRIALS, w, from + 3 * LANES), evenD);
      int other = from + stride;
      DoubleVector y = DoubleVector.fromArray(TRIALS, source, seen + (row + 1) * LANES);
      oddA = y.fma(DoubleVector.fromArray(TRIALS, w, other), oddA);
      oddB = y.fma(DoubleVector.fromArray(TRIALS, w, other + LANES), oddB);
      oddC = y.fma(DoubleVector.fromArray(TRIALS, w, other + 2 * LANES), oddC);
      oddD = y.fma(DoubleVector.fromArray(TRIALS, w, other + 3 * LANES), oddD);
    }
    if (row < inputRow) {
      int from = row * stride + at;
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
      evenA = z.fma(DoubleVector.fromArray(TRIALS, w, from), evenA);
      evenB = z.fma(DoubleVector.fromArray(TRIALS, w, from + LANES), evenB);
      evenC = z.fma(DoubleVector.fromArray(TRIALS, w, from + 2 * LANES), evenC);
      evenD = z.fma(DoubleVector.fromArray(TRIALS, w, from + 3 * LANES), evenD);
    }
    a.add(evenA.add(oddA)).intoArray(net, at);
    b.add(evenB.add(oddB)).intoArray(net, at + LANES);
    c.add(evenC.add(oddC)).intoArray(net, at + 2 * LANES);
    d.add(evenD.add(oddD)).intoArray(net, at + 3 * LANES);
  }
}
