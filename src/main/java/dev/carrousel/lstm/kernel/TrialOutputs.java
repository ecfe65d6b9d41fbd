package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** The output layers of trials that share vectors. */
final class TrialOutputs {

  /** Shape [outputWidth, trials]. */
  final double[] output;

  /** By hidden unit that outputs see: {@code sum_k w_k e_k}. */
  final double[] arriving;

  private final TrialLayer layer;
  private final int shown;

  /** What the outputs see, by row. */
  private final double[] source;

  /** Errors of the outputs, padded with 0. */
  private final double[] error;

  TrialOutputs(TrialLayer layer) {
    this.layer = layer;
    shown = layer.cells + layer.lanes - layer.conventionalLane;
    source = new double[layer.outputRows * LANES];
    Arrays.fill(source, 0, LANES, 1);
    output = new double[layer.outputWidth * LANES];
    error = new double[layer.outputWidth * LANES];
    arriving = new double[shown * LANES];
  }

  void answer() {
    see();
    double[] weights = layer.outputWeights;
    int width = layer.outputWidth * LANES;
    int end = layer.outputShape.outputs() * LANES;
    for (int k = 0; k < end; k += LANES) {
      DoubleVector sum = DoubleVector.zero(TRIALS);
      for (int row = 0; row < layer.outputRows; row++) {
        DoubleVector w = DoubleVector.fromArray(TRIALS, weights, row * width + k);
        sum = DoubleVector.fromArray(TRIALS, source, row * LANES).fma(w, sum);
      }
      sum.intoArray(output, k);
    }
    VectorLogistic.each(output, 0, output, 0, layer.outputShape.outputs());
  }

  private void see() {
    double[] activation = layer.activation;
    int cells = layer.cells * LANES;
    int conventional = shown * LANES - cells;
    System.arraycopy(activation, layer.cellLane * LANES, source, LANES, cells);
    System.arraycopy(
        activation, layer.conventionalLane * LANES, source, LANES + cells, conventional);
    int inputs = (1 + shown) * LANES;
    int from = (layer.present * layer.rows + layer.inputRow) * LANES;
    System.arraycopy(layer.source, from, source, inputs, source.length - inputs);
  }

  /** Sends the errors of the outputs back, in four partial sums as {@link DoubleRows#dot} does. */
  void blame(double[] errors) {
    System.arraycopy(errors, 0, error, 0, layer.outputShape.outputs() * LANES);
    double[] e = error;
    double[] w = layer.outputWeights;
    int width = layer.outputWidth * LANES;
    for (int unit = 0; unit < shown; unit++) {
      DoubleVector a = DoubleVector.zero(TRIALS);
      DoubleVector b = DoubleVector.zero(TRIALS);
      DoubleVector c = DoubleVector.zero(TRIALS);
      DoubleVector d = DoubleVector.zero(TRIALS);
      int from = (1 + unit) * width;
      for (int k = 0; k < width; k += 4 * LANES) {
        int at = from + k;
        a = load(w, at).fma(load(e, k), a);
        b = load(w, at + LANES).fma(load(e, k + LANES), b);
        c = load(w, at + 2 * LANES).fma(load(e, k + 2 * LANES), c);
        d = load(w, at + 3 * LANES).fma(load(e, k + 3 * LANES), d);
      }
      a.add(b).add(c.add(d)).intoArray(arriving, unit * LANES);
    }
  }

  /** Adds {@code scale e source} to a matrix. */
  void descend(double[] into, double scale) {
    int width = layer.outputWidth * LANES;
    int end = layer.outputShape.outputs() * LANES;
    for (int row = 0; row < layer.outputRows; row++) {
      DoubleVector z = load(source, row * LANES).mul(scale);
      int at = row * width;
      for (int k = 0; k < end; k += LANES) {
        z.fma(load(error, k), load(into, at + k)).intoArray(into, at + k);
      }
    }
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(TRIALS, values, at);
  }
}
