package dev.carrousel.lstm.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
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
  static final int UNITS = 8;

  /** Bytes from one source of such destinations to the next. */
  static final long ROW = UNITS * BYTES;

  /** Steps whose sources and factors wait, to be carried into the derivatives together. */
  static final int STEPS = 4;

  /** From one source or factor to the next in {@link #source} and {@link #factor}. */
  static final int SLOTS = STEPS * LANES;

  /** Hidden sources are seen in pairs. */
  private static final int SOURCES = 2;

  /** Partial sums over the outputs, as {@link DoubleRows#dot} has them. */
  private static final int PARTIAL_SUMS = 4;

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

  /** First row of the inputs, behind a row of zeros if the number of hidden sources is odd. */
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

  /**
   * Shape [2, slotRows, STEPS, trials]: the present one among the steps of either half. What a step
   * shows stands where the next one sees it.
   */
  final double[] source;

  final double[] net;
  final double[] state;
  final double[] cellOutput;

  /** Shape [2, carriedWidth, STEPS, trials]: what a source is multiplied by. */
  final double[] factor;

  /** Shape [carriedWidth / UNITS, rows, UNITS, trials]. */
  final MemorySegment derivatives;

  /** By cell: where its gates stand from {@link #activation} on; a missing one shows the bias. */
  final int[] inputGateAt;

  final int[] outputGateAt;

  /** Whether all lanes are sources, in their order. */
  final boolean allSeen;

  /** Row of the activation of the first lane; behind the inputs if not all lanes are sources. */
  private final int activationRow;

  private final int slotRows;

  /** Where the activations of the present step stand in {@link #source}, for the next to see. */
  int activation;

  /** Where the present step begins in {@link #source} and {@link #factor}. */
  int presentSource;

  int presentFactor;

  TrialLayer(BlockShape shape, TrialKernels.OutputShape outputShape) {
    this.shape = shape;
    this.outputShape = outputShape;
    cells = shape.blockOf().length;
    cellLane = shape.inputGates();
    outputGateLane = cellLane + cells;
    conventionalLane = outputGateLane + shape.outputGates();
    lanes = conventionalLane + shape.conventionalUnits();
    width = padded(lanes, UNITS);
    carried = shape.inputGates() > 0 ? 2 * cells : cells;
    carriedWidth = padded(carried, UNITS);
    inputRow = 1 + padded(shape.sourceLane().length, SOURCES);
    rows = inputRow + shape.inputSize();
    int shown = 1 + cells + shape.conventionalUnits();
    outputRows = shown + (outputShape.shortcuts() ? shape.inputSize() : 0);
    outputWidth = padded(outputShape.outputs(), PARTIAL_SUMS);
    weights = vectors(rows * width);
    gradient = vectors(rows * width);
    outputWeights = new double[outputRows * outputWidth * LANES];
    outputGradient = new double[outputWeights.length];
    allSeen = Arrays.equals(shape.sourceLane(), IntStream.range(0, lanes).toArray());
    activationRow = allSeen ? 1 : rows;
    slotRows = allSeen ? rows : rows + lanes;
    source = new double[2 * slotRows * SLOTS];
    net = new double[width * LANES];
    state = new double[cells * LANES];
    cellOutput = new double[cells * LANES];
    factor = new double[2 * STEPS * carriedWidth * LANES];
    derivatives = vectors(rows * carriedWidth);
    inputGateAt = gatesOfCells(0, shape.inputGates());
    outputGateAt = gatesOfCells(outputGateLane, shape.outputGates());
    for (int slot = 0; slot < 2 * STEPS; slot++) {
      Arrays.fill(source, sourceAt(slot), sourceAt(slot) + LANES, 1);
    }
  }

  /** Memory for so many vectors, zero. */
  private static MemorySegment vectors(int count) {
    return Arena.ofAuto().allocate(count * BYTES, BYTES);
  }

  private static int padded(int units, int multiple) {
    return Math.ceilDiv(units, multiple) * multiple;
  }

  /** Activations, states and derivatives zero. */
  void reset() {
    for (int lane = 0; lane < lanes; lane++) {
      int at = activation + lane * SLOTS;
      Arrays.fill(source, at, at + LANES, 0);
    }
    Arrays.fill(state, 0);
    derivatives.fill((byte) 0);
  }

  /** The row here of a row as {@link BlockLayer} counts them. */
  int row(int row) {
    return row <= shape.sourceLane().length ? row : row - shape.sourceLane().length + inputRow - 1;
  }

  /** Where a destination stands in memory of the shape [units / UNITS, rows, UNITS, trials]. */
  long at(int row, int unit) {
    return (long) (unit / UNITS * rows + row) * ROW + unit % UNITS * BYTES;
  }

  /** Where a step begins in {@link #source}, steps being counted through both halves. */
  int sourceAt(int slot) {
    return slot / STEPS * slotRows * SLOTS + slot % STEPS * LANES;
  }

  /** Where the activations of the step before it stand there. */
  int activationAt(int slot) {
    return sourceAt(slot) + activationRow * SLOTS;
  }

  /** The same as {@link #sourceAt} in {@link #factor}. */
  int factorAt(int slot) {
    return slot / STEPS * carriedWidth * SLOTS + slot % STEPS * LANES;
  }

  private int[] gatesOfCells(int firstLane, int gates) {
    int[] at = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      at[cell] = gates > 0 ? (firstLane + shape.blockOf()[cell]) * SLOTS : -activationRow * SLOTS;
    }
    return at;
  }
}
