package dev.carrousel.lstm.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arrays of networks of the same shape that share vectors, and where everything stands in them.
 * All are [..., trials]; rows and lanes are those of {@link BlockLayer}. Used by one thread at a
 * time.
 */
final class TrialLayer {

  static final VectorSpecies<Double> TRIALS = DoubleVector.SPECIES_PREFERRED;

  /** Trials of a vector. */
  static final int LANES = TRIALS.length();

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

  /** Shape [rows, width, trials], as are their gradient. */
  final double[] weights;

  final double[] gradient;

  /** Shape [outputRows, outputWidth, trials], as are their gradient. */
  final double[] outputWeights;

  final double[] outputGradient;

  /** Shape [STEPS, rows, trials], the steps that wait and the present one. */
  final double[] source;

  final double[] net;
  final double[] activation;
  final double[] cellInput;
  final double[] state;
  final double[] cellOutput;

  /** Shape [STEPS, carriedWidth, trials]: what a source is multiplied by. */
  final double[] factor;

  /** Shape [rows, carriedWidth, trials]. */
  final double[] derivatives;

  /** By cell: where its gates stand in {@link #inputGates} and {@link #outputGates}. */
  final int[] inputGateAt;

  final int[] outputGateAt;

  /** What a missing gate shows. */
  final double[] ones = new double[LANES];

  /** Steps that wait. */
  int waiting;

  /** The row of {@link #source} where the present step begins. */
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
    weights = new double[rows * width * LANES];
    gradient = new double[weights.length];
    outputWeights = new double[outputRows * outputWidth * LANES];
    outputGradient = new double[outputWeights.length];
    source = new double[STEPS * rows * LANES];
    net = new double[width * LANES];
    activation = new double[width * LANES];
    cellInput = new double[cells * LANES];
    state = new double[cells * LANES];
    cellOutput = new double[cells * LANES];
    factor = new double[STEPS * carriedWidth * LANES];
    derivatives = new double[rows * carriedWidth * LANES];
    inputGateAt = gatesOfCells(0, shape.inputGates());
    outputGateAt = gatesOfCells(outputGateLane, shape.outputGates());
    Arrays.fill(ones, 1);
    for (int step = 0; step < STEPS; step++) {
      Arrays.fill(source, step * rows * LANES, (step * rows + 1) * LANES, 1);
    }
  }

  private static int padded(int units) {
    return (units + UNITS - 1) / UNITS * UNITS;
  }

  /** Activations, states and derivatives zero. */
  void reset() {
    Arrays.fill(activation, 0);
    Arrays.fill(state, 0);
    Arrays.fill(derivatives, 0);
    waiting = 0;
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
