package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.AlignedPanels;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.kernel.Rows;
import dev.carrousel.lstm.kernel.Workspace;
import java.util.Arrays;
import java.util.List;

/**
 * The read-out's way forth and back over a list of rows, each the cell outputs of one step of one
 * sequence; the rows of a sequence follow each other.
 */
final class ReadOutPass {

  private final Kernels kernels;
  private final ReadOutWeights shape;
  private final ReadOut kind;
  private final List<LayerPass> top;
  private final AlignedPanels weights;
  private final Panels gradients;
  private final AlignedPanels transposed;
  private final Workspace sumWorkspace = new Workspace();
  private final int sourceStride;
  private final int outputStride;
  private final int backStride;
  private float[] sources = new float[0];
  private float[] outputs = new float[0];
  private float[] dSources = new float[0];
  private int[] steps = new int[0];
  private int[] firstRows = new int[1];
  private Chunk chunk = Chunk.of(List.of(), 0, 0);
  private int rows;

  ReadOutPass(
      Kernels kernels,
      ReadOutWeights shape,
      ReadOut kind,
      List<LayerPass> top,
      AlignedPanels weights,
      float[] gradient) {
    this.kernels = kernels;
    this.shape = shape;
    this.kind = kind;
    this.top = top;
    this.weights = weights;
    this.gradients = shape.in(gradient);
    this.sourceStride = Strides.of(shape.sources());
    this.outputStride = weights.panels().count() * weights.panels().width();
    this.transposed = kernels.align(Panels.ofColumns(outputStride, shape.hiddenSize()));
    this.backStride = transposed.panels().count() * transposed.panels().width();
  }

  /**
   * Begins a chunk: takes in the rows that are asked for, as far as this kind of read-out has them.
   */
  void open(Chunk chunk, Question question) {
    this.chunk = chunk;
    int capacity = chunk.steps() * chunk.batchSize();
    if (steps.length < capacity || firstRows.length <= chunk.batchSize()) {
      steps = new int[capacity];
      firstRows = new int[chunk.batchSize() + 1];
    }
    rows = 0;
    for (int sequence = 0; sequence < chunk.batchSize(); sequence++) {
      firstRows[sequence] = rows;
      for (int step = 0; step < chunk.lengths()[sequence]; step++) {
        if (has(step, sequence) && question.asks(step, sequence)) {
          steps[rows++] = step;
        }
      }
    }
    firstRows[chunk.batchSize()] = rows;
    reserve();
  }

  private boolean has(int step, int sequence) {
    return kind == ReadOut.STEP || (chunk.ends(sequence) && step == chunk.lengths()[sequence] - 1);
  }

  private void reserve() {
    if (sources.length < rows * sourceStride) {
      sources = new float[rows * sourceStride];
      outputs = new float[rows * outputStride];
      dSources = new float[rows * backStride];
    }
  }

  /** Memory of the buffers. */
  long bytes() {
    return (long) Float.BYTES * (sources.length + outputs.length + dSources.length);
  }

  /** Number of rows of all sequences. */
  int rows() {
    return rows;
  }

  int firstRow(int sequence) {
    return firstRows[sequence];
  }

  /** The step of a row. */
  int step(int row) {
    return steps[row];
  }

  /** Linear outputs; {@link #backward} expects their gradients in their place. */
  float[] outputs() {
    return outputs;
  }

  int outputStart(int row) {
    return row * outputStride;
  }

  /** Computes the outputs of some of the sequences. */
  void forward(int firstSequence, int endSequence, Workspace workspace) {
    for (int sequence = firstSequence; sequence < endSequence; sequence++) {
      for (int row = firstRows[sequence]; row < firstRows[sequence + 1]; row++) {
        gather(row, sequence);
      }
    }
    kernels.multiply(
        part(sources, sourceStride, firstSequence, endSequence),
        weights,
        part(outputs, outputStride, firstSequence, endSequence),
        workspace);
  }

  private void gather(int row, int sequence) {
    int at = row * sourceStride;
    for (LayerPass pass : top) {
      int start = pass.hiddenStart(read(pass, row, sequence), sequence);
      System.arraycopy(pass.sources(), start, sources, at, pass.hiddenSize());
      at += pass.hiddenSize();
    }
    sources[at] = 1f;
  }

  /** The step whose cell outputs a row reads from one direction. */
  private int read(LayerPass pass, int row, int sequence) {
    return kind == ReadOut.STEP ? steps[row] : pass.lastRead(sequence);
  }

  /** Packs the weights for the way back. */
  void transpose() {
    kernels.transpose(weights.panels(), 0, shape.hiddenSize(), transposed);
  }

  /** Hands the gradients of some of the sequences down to the top layer. */
  void backward(int firstSequence, int endSequence, Workspace workspace) {
    for (int row = firstRows[firstSequence]; row < firstRows[endSequence]; row++) {
      Arrays.fill(outputs, outputStart(row) + shape.outputSize(), outputStart(row + 1), 0f);
    }
    kernels.multiply(
        part(outputs, outputStride, firstSequence, endSequence),
        transposed,
        part(dSources, backStride, firstSequence, endSequence),
        workspace);
    for (int sequence = firstSequence; sequence < endSequence; sequence++) {
      for (int row = firstRows[sequence]; row < firstRows[sequence + 1]; row++) {
        int at = row * backStride;
        for (LayerPass pass : top) {
          pass.addGradient(read(pass, row, sequence), sequence, dSources, at);
          at += pass.hiddenSize();
        }
      }
    }
  }

  /** Adds the gradient of the weights, over all rows. */
  void accumulate() {
    kernels.accumulate(
        new Rows(sources, 0, sourceStride, rows),
        new Rows(outputs, 0, outputStride, rows),
        gradients,
        sumWorkspace);
  }

  private Rows part(float[] values, int stride, int firstSequence, int endSequence) {
    int first = firstRows[firstSequence];
    return new Rows(values, first * stride, stride, firstRows[endSequence] - first);
  }

  /** Which outputs are wanted. */
  interface Question {

    /** Whether the outputs of a step of a sequence are wanted. */
    boolean asks(int step, int sequence);
  }
}
