package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.CellStep;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.kernel.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One layer's way through a batch and back. The buffers keep what the way back needs; they are made
 * once, for (T + 1) * B rows, and serve every batch that needs no more.
 */
final class LayerPass {

  private final Kernels kernels;
  private final LayerWeights shape;
  private final Panels weights;
  private final Panels gradients;
  private final Panels transposed;
  private final int sourceStride;
  private final int cellStride;
  private final int gateStride;
  private final int backStride;
  private final float[] sources;
  private final float[] gates;
  private final float[] cells;
  private final float[] squashed;
  private final float[] dHidden;
  private final float[] dCell;
  private final float[] dSources;
  private int batchSize;
  private List<LayerStep> steps = List.of();
  private Rows back;
  private Rows dCellRows;

  LayerPass(
      Kernels kernels, LayerWeights shape, float[] parameters, float[] gradient, int rowCapacity) {
    this.kernels = kernels;
    this.shape = shape;
    this.weights = shape.in(parameters);
    this.gradients = shape.in(gradient);
    this.sourceStride = Strides.of(shape.sources());
    this.cellStride = Strides.of(shape.hiddenSize());
    int gateWidth = weights.count() * weights.width();
    this.gateStride = Strides.of(gateWidth);
    int backUnits =
        shape.layer() == 0 ? shape.hiddenSize() : shape.hiddenSize() + shape.inputSize();
    this.transposed =
        new Panels(new float[Panels.length(gateWidth, backUnits, 1)], 0, gateWidth, backUnits, 1);
    this.backStride = transposed.count() * transposed.width();
    this.sources = new float[rowCapacity * sourceStride];
    this.gates = new float[rowCapacity * gateStride];
    this.cells = new float[rowCapacity * cellStride];
    this.squashed = new float[rowCapacity * cellStride];
    this.dHidden = new float[rowCapacity * cellStride];
    this.dCell = new float[rowCapacity * cellStride];
    this.dSources = new float[rowCapacity * backStride];
    this.back = new Rows(dSources, 0, backStride, 0);
    this.dCellRows = new Rows(dCell, 0, cellStride, 0);
  }

  /** Where the input of one step and sequence is to be written: I numbers of {@link #sources}. */
  int inputStart(int step, int sequence) {
    return sourceStart(step, sequence) + shape.hiddenSize();
  }

  /** Where the cell outputs of one step and sequence are found: H numbers of {@link #sources}. */
  int hiddenStart(int step, int sequence) {
    return sourceStart(step + 1, sequence);
  }

  /**
   * Where the gradient of the cell outputs of one step and sequence is to be added: H numbers of
   * {@link #dHidden}.
   */
  int dHiddenStart(int step, int sequence) {
    return (step * batchSize + sequence) * cellStride;
  }

  float[] sources() {
    return sources;
  }

  float[] dHidden() {
    return dHidden;
  }

  int hiddenSize() {
    return shape.hiddenSize();
  }

  /** Clears the state before the first step, the bias sources and the gradients from above. */
  void open(int steps, int batchSize) {
    lay(steps, batchSize);
    Arrays.fill(cells, 0, batchSize * cellStride, 0f);
    Arrays.fill(dHidden, 0, steps * batchSize * cellStride, 0f);
    for (int sequence = 0; sequence < batchSize; sequence++) {
      int start = sourceStart(0, sequence);
      Arrays.fill(sources, start, start + shape.hiddenSize(), 0f);
    }
    for (int row = 0; row < steps * batchSize; row++) {
      sources[row * sourceStride + shape.sources() - 1] = 1f;
    }
  }

  /** Makes the views of the steps, unless those of the batch before serve. */
  private void lay(int steps, int batchSize) {
    if (batchSize != this.batchSize || steps > this.steps.size()) {
      this.batchSize = batchSize;
      this.steps = IntStream.range(0, steps).mapToObj(this::view).toList();
      this.back = rows(dSources, 0, backStride);
      this.dCellRows = rows(dCell, 0, cellStride);
    }
  }

  void forward(int step) {
    LayerStep views = steps.get(step);
    kernels.multiply(views.sources(), weights, views.cell().gates());
    kernels.forward(views.cell());
  }

  /** Copies the cell outputs of a step into the input of the layer above. */
  void feed(LayerPass above, int step) {
    for (int sequence = 0; sequence < batchSize; sequence++) {
      System.arraycopy(
          sources,
          hiddenStart(step, sequence),
          above.sources,
          above.inputStart(step, sequence),
          shape.hiddenSize());
    }
  }

  /**
   * The way back over all steps: adds the gradient of the weights, and that of the inputs to the
   * layer below.
   *
   * @param below the layer below, or this layer itself where the input is data
   */
  void backward(int steps, LayerPass below) {
    kernels.transpose(weights, transposed);
    Arrays.fill(dCell, 0f);
    Arrays.fill(dSources, 0f);
    for (int step = steps - 1; step >= 0; step--) {
      LayerStep views = this.steps.get(step);
      kernels.backward(views.cell(), views.dHidden(), back, dCellRows);
      kernels.multiply(views.cell().gates(), transposed, back);
      if (below != this) {
        passDown(below, step);
      }
    }
    int rows = steps * batchSize;
    kernels.accumulate(
        new Rows(sources, 0, sourceStride, rows), new Rows(gates, 0, gateStride, rows), gradients);
  }

  private void passDown(LayerPass below, int step) {
    for (int sequence = 0; sequence < batchSize; sequence++) {
      int from = sequence * backStride + shape.hiddenSize();
      System.arraycopy(
          dSources, from, below.dHidden, below.dHiddenStart(step, sequence), shape.inputSize());
    }
  }

  private LayerStep view(int step) {
    int at = step * batchSize * cellStride;
    CellStep cell =
        new CellStep(
            shape.hiddenSize(),
            rows(gates, step * batchSize * gateStride, gateStride),
            rows(cells, at, cellStride),
            rows(cells, at + batchSize * cellStride, cellStride),
            rows(squashed, at, cellStride),
            rows(sources, sourceStart(step + 1, 0), sourceStride));
    return new LayerStep(
        rows(sources, sourceStart(step, 0), sourceStride),
        cell,
        rows(dHidden, dHiddenStart(step, 0), cellStride));
  }

  private Rows rows(float[] values, int offset, int stride) {
    return new Rows(values, offset, stride, batchSize);
  }

  private int sourceStart(int step, int sequence) {
    return (step * batchSize + sequence) * sourceStride;
  }

  /** The rows that one step works on. */
  private record LayerStep(Rows sources, CellStep cell, Rows dHidden) {}
}
