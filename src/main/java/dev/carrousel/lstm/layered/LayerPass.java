package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.AlignedPanels;
import dev.carrousel.lstm.kernel.CellStep;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.kernel.Rows;
import dev.carrousel.lstm.kernel.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one layer on its way through a batch and back. The buffers keep what the way
 * back needs; they are made once, for (T + 1) * B rows, and serve every batch that needs no more.
 *
 * <p>The reverse direction counts each sequence's steps from its own end, so that both run the same
 * way; {@link #inputStart}, {@link #hiddenStart} and {@link #addGradient} speak of true steps.
 */
final class LayerPass {

  final Kernels kernels;
  final AlignedPanels weights;
  final AlignedPanels transposed;
  final int backStride;
  final float[] dSources;
  private final LayerWeights shape;
  private final float[] gradient;
  private final @Nullable Panels peepholes;
  private final int firstBack;
  private final int backColumns;
  private final int sourceStride;
  private final int cellStride;
  private final int gateStride;
  private final float[] sources;
  private final float[] gates;
  private final float[] cells;
  private final float[] squashed;
  private final float[] dHidden;
  private final float[] dCell;
  private Chunk chunk = Chunk.of(List.of(), 0, 0);
  private List<LayerPart> parts = List.of();
  private boolean learning;
  private int laidSteps;
  private int laidBatch;

  /**
   * Makes the buffers.
   *
   * @param toInputs whether the gradient of the inputs is wanted too
   */
  LayerPass(
      Kernels kernels,
      LayerWeights shape,
      boolean toInputs,
      Parameters parameters,
      float[] gradient,
      int rowCapacity) {
    this.kernels = kernels;
    this.shape = shape;
    this.gradient = gradient;
    this.weights = parameters.aligned(shape);
    this.peepholes = shape.peepholesIn(parameters.values);
    this.sourceStride = Strides.of(shape.sources());
    this.cellStride = Strides.of(shape.hiddenSize());
    int gateWidth = panels() * width();
    this.gateStride = Strides.of(gateWidth);
    this.firstBack = toInputs ? 0 : shape.firstHidden();
    this.backColumns = shape.sources() - firstBack;
    this.transposed = kernels.align(Panels.ofColumns(gateWidth, backColumns));
    this.backStride = transposed.panels().count() * transposed.panels().width();
    this.sources = new float[rowCapacity * sourceStride];
    this.gates = new float[rowCapacity * gateStride];
    this.cells = new float[rowCapacity * cellStride];
    this.squashed = new float[rowCapacity * cellStride];
    this.dHidden = new float[rowCapacity * cellStride];
    this.dCell = new float[rowCapacity * cellStride];
    this.dSources = new float[rowCapacity * backStride];
    for (int row = 0; row < rowCapacity; row++) {
      sources[row * sourceStride + shape.biasSource()] = 1f;
    }
  }

  /** Memory of the buffers. */
  long bytes() {
    long numbers = (long) sources.length + gates.length + dSources.length;
    return Float.BYTES * (numbers + 4L * cells.length + transposed.panels().length())
        + transposed.bytes();
  }

  /** Number of panels of the weights. */
  int panels() {
    return weights.panels().count();
  }

  private int width() {
    return weights.panels().width();
  }

  /**
   * Begins a chunk.
   *
   * @param carried whether it goes on in the state in which the chunk before ended; else the state
   *     is cleared
   * @param learning whether there will be a way back; else nothing is kept for it
   * @param partCount among how many the sequences are shared out
   */
  void open(Chunk chunk, boolean carried, boolean learning, int partCount) {
    if (carried) {
      carry(this.chunk);
    } else {
      Arrays.fill(cells, 0, chunk.batchSize() * cellStride, 0f);
      for (int sequence = 0; sequence < chunk.batchSize(); sequence++) {
        int start = hiddenRow(0, sequence, chunk.batchSize());
        Arrays.fill(sources, start, start + shape.hiddenSize(), 0f);
      }
    }
    this.chunk = chunk;
    lay(chunk.steps(), chunk.batchSize(), learning, partCount);
  }

  /** Takes the state after the last step of a chunk to where the first step of the next reads. */
  private void carry(Chunk ended) {
    int batchSize = ended.batchSize();
    for (int sequence = 0; sequence < batchSize; sequence++) {
      int last = ended.lengths()[sequence];
      System.arraycopy(
          cells,
          (cellRow(last) * batchSize + sequence) * cellStride,
          cells,
          sequence * cellStride,
          shape.hiddenSize());
      System.arraycopy(
          sources,
          hiddenRow(last, sequence, batchSize),
          sources,
          hiddenRow(0, sequence, batchSize),
          shape.hiddenSize());
    }
  }

  /** Makes the views of the steps, unless those of the batch before serve. */
  private void lay(int steps, int batchSize, boolean learning, int partCount) {
    if (batchSize != laidBatch
        || steps > laidSteps
        || learning != this.learning
        || partCount != parts.size()) {
      this.learning = learning;
      laidBatch = batchSize;
      laidSteps = steps;
      parts =
          IntStream.range(0, partCount)
              .mapToObj(
                  part -> part(batchSize * part / partCount, batchSize * (part + 1) / partCount))
              .toList();
    }
  }

  private LayerPart part(int from, int to) {
    int count = to - from;
    List<LayerPart.Step> steps =
        IntStream.range(0, laidSteps).mapToObj(step -> step(step, from, count)).toList();
    return new LayerPart(
        this,
        from,
        to,
        steps,
        new Rows(dSources, from * backStride, backStride, count),
        new Rows(dSources, from * backStride + shape.firstHidden() - firstBack, backStride, count),
        new Rows(dCell, from * cellStride, cellStride, count));
  }

  private LayerPart.Step step(int step, int from, int count) {
    int row = step * laidBatch + from;
    int kept = isKeeping() ? row : from;
    int before = cellRow(step) * laidBatch + from;
    int after = cellRow(step + 1) * laidBatch + from;
    CellStep cell =
        new CellStep(
            shape.hiddenSize(),
            shape.forgetting(),
            peepholes,
            new Rows(gates, kept * gateStride, gateStride, count),
            new Rows(cells, before * cellStride, cellStride, count),
            new Rows(cells, after * cellStride, cellStride, count),
            new Rows(squashed, kept * cellStride, cellStride, count),
            rowsOfHidden(row + laidBatch, count));
    return new LayerPart.Step(
        new Rows(sources, row * sourceStride, sourceStride, count),
        rowsOfHidden(row, count),
        cell,
        new Rows(dHidden, row * cellStride, cellStride, count));
  }

  private Rows rowsOfHidden(int row, int count) {
    return new Rows(sources, row * sourceStride + shape.firstHidden(), sourceStride, count);
  }

  LayerPart part(int number) {
    return parts.get(number);
  }

  Chunk chunk() {
    return chunk;
  }

  int hiddenSize() {
    return shape.hiddenSize();
  }

  /** Where the input of one step and sequence is to be written: I numbers of {@link #sources}. */
  int inputStart(int step, int sequence) {
    return (place(step, sequence) * laidBatch + sequence) * sourceStride;
  }

  /** Where the cell outputs of one step and sequence are found: H numbers of {@link #sources}. */
  int hiddenStart(int step, int sequence) {
    return hiddenRow(place(step, sequence) + 1, sequence, laidBatch);
  }

  float[] sources() {
    return sources;
  }

  /** The true step at which this direction has read a whole sequence. */
  int lastRead(int sequence) {
    return shape.reversed() ? 0 : chunk.lengths()[sequence] - 1;
  }

  /** From a true step to the one at which this direction reads it, and back. */
  int place(int step, int sequence) {
    return shape.reversed() ? chunk.lengths()[sequence] - 1 - step : step;
  }

  /** Forgets the gradients of cell outputs of some of the sequences. */
  void clearGradients(int firstSequence, int endSequence) {
    for (int step = 0; step < chunk.steps(); step++) {
      int row = step * laidBatch;
      Arrays.fill(
          dHidden, (row + firstSequence) * cellStride, (row + endSequence) * cellStride, 0f);
    }
  }

  /** Adds H numbers to the gradient of the cell outputs of one step and sequence. */
  void addGradient(int step, int sequence, float[] from, int start) {
    int at = (place(step, sequence) * laidBatch + sequence) * cellStride;
    for (int unit = 0; unit < shape.hiddenSize(); unit++) {
      dHidden[at + unit] += from[start + unit];
    }
  }

  /** All inputs of one sequence, the bias source among them, step below step. */
  Rows inputs(int sequence) {
    return new Rows(sources, sequence * sourceStride, laidBatch * sourceStride, chunk.steps());
  }

  /** The gates of one sequence, step below step. */
  Rows gates(int sequence) {
    return new Rows(gates, sequence * gateStride, laidBatch * gateStride, chunk.steps());
  }

  /** The first source that depends on the step before. */
  int firstHidden() {
    return shape.firstHidden();
  }

  /** Whether the gates of all steps are kept. */
  boolean isKeeping() {
    return learning || laidBatch <= LayerPart.FEW;
  }

  /** Packs the weights for the way back. */
  void transpose() {
    kernels.transpose(weights.panels(), firstBack, backColumns, transposed);
  }

  /** Adds the gradient of some panels of the weights, over all steps and sequences. */
  void accumulate(int firstPanel, int panels, Workspace workspace) {
    int rows = chunk.steps() * laidBatch;
    kernels.accumulate(
        new Rows(sources, 0, sourceStride, rows),
        new Rows(gates, firstPanel * width(), gateStride, rows),
        shape.in(gradient, firstPanel, panels),
        workspace);
  }

  /** Adds the gradient of the peepholes, if there are any. */
  void accumulatePeepholes() {
    Panels dPeepholes = shape.peepholesIn(gradient);
    if (dPeepholes != null) {
      int rows = chunk.steps() * laidBatch;
      kernels.accumulatePeepholes(
          new Rows(gates, 0, gateStride, rows),
          new Rows(cells, 0, cellStride, rows),
          new Rows(cells, laidBatch * cellStride, cellStride, rows),
          dPeepholes);
    }
  }

  /** Where the cell outputs are that a step reads. */
  private int hiddenRow(int step, int sequence, int batchSize) {
    return (step * batchSize + sequence) * sourceStride + shape.firstHidden();
  }

  /** Where a step finds the cell states before it; only the way back needs all of them. */
  private int cellRow(int step) {
    return learning ? step : step % 2;
  }
}
