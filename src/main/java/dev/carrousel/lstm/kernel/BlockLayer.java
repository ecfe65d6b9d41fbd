package dev.carrousel.lstm.kernel;

import java.util.Arrays;

/**
 * The hidden layer of one network of memory cell blocks as the kernels see it: who feeds whom, and
 * the arrays they work on. Used by one thread at a time.
 *
 * <p>Lanes: input gates, cells block by block, output gates, conventional units, padding. Rows:
 * bias, hidden sources, inputs. Matrices have a row for each source and {@link #width} lanes.
 */
public final class BlockLayer {

  /** Matrices and arrays of lanes are padded to a multiple of so many lanes. */
  static final int LANES = 8;

  /** Number of lanes in use. */
  public final int lanes;

  /** The same padded. */
  public final int width;

  /** Number of input gates, 0 if there are none; they are the first lanes. */
  public final int inputGates;

  /** First lane of the cells, and their number. */
  public final int cellLane;

  /** Number of cells. */
  public final int cells;

  /** First lane of the output gates. */
  public final int outputGateLane;

  /** Number of output gates, 0 if there are none. */
  public final int outputGates;

  /** First lane of the conventional units, which reach to {@link #lanes}. */
  public final int conventionalLane;

  /** Block of each cell. */
  public final int[] blockOf;

  /** Lane of the hidden source in row 1, 2, ... */
  public final int[] sourceLane;

  /** First row of the inputs. */
  public final int inputRow;

  /** Number of rows. */
  public final int rows;

  /** g. */
  public final Squashing cellInputSquash;

  /** h. */
  public final Squashing cellOutputSquash;

  /** Whether only the output gate with the largest net input may open. */
  public final boolean competition;

  /** Shape [rows, width]; the network's own. */
  public final double[] weights;

  /** What the layer sees, by row; not written for a symbol. */
  public final double[] source;

  /** The symbol of this step, -1 if the inputs are vectors. */
  public int symbol = -1;

  /** By lane. */
  public final double[] net;

  /** By lane: y_in, y_c, y_out and conventional units. */
  public final double[] activation;

  /** By cell, padded: g(net_c). */
  public final double[] cellInput;

  /** By cell, padded: s. */
  public final double[] state;

  /** By cell, padded: h(s). */
  public final double[] cellOutput;

  /**
   * Shape [rows, carriedWidth]: ds/dw of each cell's state by its own weights, then by those of its
   * block's input gate, if there is one.
   */
  public final double[] derivatives;

  /** Number of lanes of {@link #derivatives} that are in use. */
  public final int carriedLanes;

  /** The same padded. */
  public final int carriedWidth;

  /** By carried lane: what a source's activation is multiplied by. */
  final double[] factor;

  /** By carried lane: the error of the cell it belongs to. */
  final double[] carriedError;

  /** By lane: the errors of output gates and conventional units. */
  final double[] presentError;

  /** By carried lane: the lane whose weights a derivative belongs to. */
  final int[] weightLane;

  /** Sums over the sources of even and of odd number. */
  final double[] evenSum;

  final double[] oddSum;

  /**
   * A layer at rest.
   *
   * @param shape who feeds whom
   * @param weights shape [rows, width]; shared with the owner
   */
  public BlockLayer(BlockShape shape, double[] weights) {
    this.weights = weights;
    blockOf = shape.blockOf();
    cells = blockOf.length;
    inputGates = shape.inputGates();
    outputGates = shape.outputGates();
    cellLane = inputGates;
    outputGateLane = cellLane + cells;
    conventionalLane = outputGateLane + outputGates;
    lanes = conventionalLane + shape.conventionalUnits();
    width = padded(lanes);
    sourceLane = shape.sourceLane();
    inputRow = 1 + sourceLane.length;
    rows = inputRow + shape.inputSize();
    cellInputSquash = shape.cellInput();
    cellOutputSquash = shape.cellOutput();
    competition = shape.competition();
    source = new double[rows];
    source[0] = 1;
    net = new double[width];
    evenSum = new double[width];
    oddSum = new double[width];
    activation = new double[width];
    presentError = new double[width];
    int paddedCells = padded(cells);
    cellInput = new double[paddedCells];
    state = new double[paddedCells];
    cellOutput = new double[paddedCells];
    carriedLanes = inputGates > 0 ? 2 * cells : cells;
    carriedWidth = padded(carriedLanes);
    derivatives = new double[rows * carriedWidth];
    factor = new double[carriedWidth];
    carriedError = new double[carriedWidth];
    weightLane = new int[carriedWidth];
    for (int lane = 0; lane < carriedLanes; lane++) {
      weightLane[lane] = lane < cells ? cellLane + lane : blockOf[lane - cells];
    }
  }

  /**
   * The next multiple of the lanes of padding.
   *
   * @param lanes number of lanes in use
   * @return width of an array
   */
  public static int padded(int lanes) {
    return (lanes + LANES - 1) / LANES * LANES;
  }

  /** All activations and states zero, as before the first step of a sequence. */
  public void reset() {
    Arrays.fill(activation, 0);
    Arrays.fill(state, 0);
  }

  /**
   * y_in of a block.
   *
   * @param block the block
   * @return its activation, 1 if it has no input gate
   */
  public double inputGate(int block) {
    return inputGates == 0 ? 1 : activation[block];
  }

  /**
   * y_out of a block.
   *
   * @param block the block
   * @return its activation, 1 if it has no output gate
   */
  public double outputGate(int block) {
    return outputGates == 0 ? 1 : activation[outputGateLane + block];
  }

  /**
   * Rows from the bias on that hold numbers at this step; a symbol's row is not among them.
   *
   * @return their number
   */
  public int denseRows() {
    return symbol >= 0 ? inputRow : rows;
  }

  /**
   * The cell that a lane has to do with: a cell itself, a gate's first or next ones.
   *
   * @param lane a gate or cell; 0 is answered for any other lane
   * @param number how many cells of the block come before
   * @return its number; the block's first one if the block has no such cell
   */
  int cellOf(int lane, int number) {
    if (lane >= conventionalLane) {
      return 0;
    }
    if (lane >= cellLane && lane < outputGateLane) {
      return lane - cellLane;
    }
    int block = lane < inputGates ? lane : lane - outputGateLane;
    int cell = 0;
    while (blockOf[cell] != block) {
      cell++;
    }
    boolean exists = cell + number < cells && blockOf[cell + number] == block;
    return cell + (exists ? number : 0);
  }

  /** The lane of {@link #derivatives} with what {@link #cellOf} has by this lane's weights. */
  int carriedLaneOf(int lane, int number) {
    return cellOf(lane, number) + (lane < inputGates ? cells : 0);
  }
}
