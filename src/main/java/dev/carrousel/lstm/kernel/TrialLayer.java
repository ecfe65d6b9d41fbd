package dev.carrousel.lstm.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arrays of networks of the same shape that share vectors, and where everything stands in them.
 * All are [..., trials]; rows and lanes are those of {@link BlockLayer}. Used by one thread at a
 * time.
 *
 * <p>The matrices are memory that begins where a cache line does: in an array each vector would lie
 * across two of them.
 */
final class TrialLayer {

  static final VectorSpecies<Double> TRIALS = DoubleVector.SPECIES_PREFERRED;

  /** Trials of a vector. */
  static final int LANES = TRIALS.length();

  /** Bytes of a vector. */
  static final long BYTES = TRIALS.vectorByteSize();

  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** Destinations that are worked on at a time, with all their sums in registers. */
  static final int UNITS = 4;

  /** Steps whose sources and factors wait, to be carried into the derivatives together. */
  static final int STEPS = 4;

  final BlockShape shape;
  final TrialKernels.OutputShape outputShape;
  final int cells;
  final int cellLane;
  final int outputGateLane;
  final int conventionalLane;
  final int lanes;
  final int width;
  final int carried;
  final int carriedWidth;
  final int inputRow;
  final int rows;
  final int outputRows;

  /** Outputs, padded. */
  final int outputWidth;

  /** Shape [width / UNITS, rows, UNITS, trials], as is their gradient. */
  final MemorySegment weights;

  final MemorySegment gradient;

  /** Shape [outputRows, outputWidth, trials], as are their gradient. */
  final double[] outputWeights;

  final double[] outputGradient;

  /** Shape [2, STEPS, rows, trials]: the present one among the steps of either half. */
  final double[] source;

  final double[] net;
  final double[] activation;
  final double[] state;
  final double[] cellOutput;

  /** Shape [2, STEPS, carriedWidth, trials]: what a source is multiplied by. */
  final double[] factor;

  /** Shape [carriedWidth / UNITS, rows, UNITS, trials]. */
  final MemorySegment derivatives;

  /** By cell: where its gates stand in {@link #inputGates} and {@link #outputGates}. */
  final int[] inputGateAt;

  final int[] outputGateAt;

  /** What a missing gate shows. */
  final double[] ones = new double[LANES];

  /** The slot of the present step in {@link #source} and {@link #factor}. */
  int present;

  TrialLayer(BlockShape shape, TrialKernels.OutputShape outputShape) {
    this.shape = shape;
    this.outputShape = outputShape;
    cells = shape.blockOf().length;
    cellLane = shape.inputGates();
    outputGateLane = cellLane + cells;
    conventionalLane = outputGateLane + shape.outputGates();
    lanes = conventionalLane + shape.conventionalUnits();
    width = padded(lanes);
    carried = shape.inputGates() > 0 ? 2 * cells : cells;
    carriedWidth = padded(carried);
    inputRow = 1 + shape.sourceLane().length;
    rows = inputRow + shape.inputSize();
    int shown = 1 + cells + shape.conventionalUnits();
    outputRows = shown + (outputShape.shortcuts() ? shape.inputSize() : 0);
    outputWidth = padded(outputShape.outputs());
    weights = vectors(rows * width);
    gradient = vectors(rows * width);
    outputWeights = new double[outputRows * outputWidth * LANES];
    outputGradient = new double[outputWeights.length];
    source = new double[2 * STEPS * rows * LANES];
    net = new double[width * LANES];
    activation = new double[width * LANES];
    state = new double[cells * LANES];
    cellOutput = new double[cells * LANES];
    factor = new double[2 * STEPS * carriedWidth * LANES];
    derivatives = vectors(rows * carriedWidth);
    inputGateAt = gatesOfCells(0, shape.inputGates());
    outputGateAt = gatesOfCells(outputGateLane, shape.outputGates());
    Arrays.fill(ones, 1);
    for (int slot = 0; slot < 2 * STEPS; slot++) {
      Arrays.fill(source, slot * rows * LANES, (slot * rows + 1) * LANES, 1);
    }
  }

  /** Memory for so many vectors, zero. */
  private static MemorySegment vectors(int count) {
    return Arena.ofAuto().allocate(count * BYTES, BYTES);
  }

  private static int padded(int units) {
    return (units + UNITS - 1) / UNITS * UNITS;
  }

  /** Activations, states and derivatives zero. */
  void reset() {
    Arrays.fill(activation, 0);
    Arrays.fill(state, 0);
    derivatives.fill((byte) 0);
  }

  /** Where a destination stands in memory of the shape [units / UNITS, rows, UNITS, trials]. */
  long at(int row, int unit) {
    return ((long) (unit / UNITS * rows + row) * UNITS + unit % UNITS) * BYTES;
  }

  /** The array in which input gates stand. */
  double[] inputGates() {
    return shape.inputGates() > 0 ? activation : ones;
  }

  /** The same for output gates. */
  double[] outputGates() {
    return shape.outputGates() > 0 ? activation : ones;
  }

  /** Where each cell's gate stands there. */
  private int[] gatesOfCells(int firstLane, int gates) {
    int[] at = new int[cells];
    for (int cell = 0; cell < cells && gates > 0; cell++) {
      at[cell] = (firstLane + shape.blockOf()[cell]) * LANES;
    }
    return at;
  }
}
