package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.kernel.Rows;
import java.util.Arrays;

/**
 * The read-out's way forth and back over a list of rows, each the cell outputs of one step of one
 * sequence.
 */
final class ReadOutPass {

  private final Kernels kernels;
  private final ReadOutWeights shape;
  private final Panels weights;
  private final Panels gradients;
  private final Panels transposed;
  private final int sourceStride;
  private final int outputStride;
  private float[] sources = new float[0];
  private float[] outputs = new float[0];
  private float[] dSources = new float[0];
  private int rows;

  ReadOutPass(Kernels kernels, ReadOutWeights shape, float[] parameters, float[] gradient) {
    this.kernels = kernels;
    this.shape = shape;
    this.weights = shape.in(parameters);
    this.gradients = shape.in(gradient);
    this.sourceStride = Strides.of(shape.sources());
    this.outputStride = weights.count() * weights.width();
    int length = Panels.length(outputStride, shape.hiddenSize(), 1);
    this.transposed = new Panels(new float[length], 0, outputStride, shape.hiddenSize(), 1);
  }

  /** Begins a pass over at most so many rows. */
  void open(int capacity) {
    if (sources.length < capacity * sourceStride) {
      sources = new float[capacity * sourceStride];
      outputs = new float[capacity * outputStride];
      dSources = new float[capacity * transposed.count() * transposed.width()];
    }
    rows = 0;
  }

  void add(float[] hidden, int start) {
    int at = rows * sourceStride;
    System.arraycopy(hidden, start, sources, at, shape.hiddenSize());
    sources[at + shape.hiddenSize()] = 1f;
    rows++;
  }

  /**
   * Linear outputs of all rows; from {@link #outputStart} on they may be overwritten by their
   * gradients.
   */
  float[] forward() {
    kernels.multiply(sourceRows(), weights, outputRows());
    return outputs;
  }

  int outputStart(int row) {
    return row * outputStride;
  }

  void backward() {
    for (int row = 0; row < rows; row++) {
      Arrays.fill(outputs, outputStart(row) + shape.outputSize(), outputStart(row + 1), 0f);
    }
    kernels.accumulate(sourceRows(), outputRows(), gradients);
    kernels.transpose(weights, transposed);
    kernels.multiply(
        outputRows(),
        transposed,
        new Rows(dSources, 0, transposed.count() * transposed.width(), rows));
  }

  /** Copies the gradient of one row's cell outputs to where the layer expects it. */
  void passDown(int row, float[] dHidden, int start) {
    System.arraycopy(
        dSources,
        row * transposed.count() * transposed.width(),
        dHidden,
        start,
        shape.hiddenSize());
  }

  private Rows sourceRows() {
    return new Rows(sources, 0, sourceStride, rows);
  }

  private Rows outputRows() {
    return new Rows(outputs, 0, outputStride, rows);
  }
}
