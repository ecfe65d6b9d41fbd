package dev.carrousel.lstm.original;

import java.util.Arrays;

/**
 * The only memory of the truncated gradient: ds/dw of each cell's state by its own weights and by
 * the weights of its block's input gate, one copy for each cell (NC97 eqs. 25 and 27). Its size
 * does not depend on the length of the sequence.
 */
final class CarriedDerivatives {

  /** Number of lanes: C cells, then C copies for the input gates, if there are any. */
  final int lanes;

  private final Forward forward;
  private final Layout layout;
  private final Squash squash;
  private final int width;

  /** Shape [rows, width]. */
  private final double[] derivatives;

  /** What a source's activation is multiplied by, at this step. */
  private final double[] factor;

  /** The lane of the hidden layer whose weights a derivative belongs to; 0 for the padding. */
  private final int[] weightLane;

  /** scale * e_s of the cell that a derivative belongs to; 0 for the padding. */
  private final double[] error;

  CarriedDerivatives(Forward forward) {
    this.forward = forward;
    layout = forward.layout;
    squash = layout.topology.cellInput();
    lanes = layout.inputGates > 0 ? 2 * layout.cells : layout.cells;
    width = Rows.padded(lanes);
    derivatives = new double[layout.rows * width];
    factor = new double[width];
    error = new double[width];
    weightLane = new int[width];
    for (int lane = 0; lane < lanes; lane++) {
      boolean own = lane < layout.cells;
      weightLane[lane] = own ? layout.cellLane + lane : layout.blockOf[lane - layout.cells];
    }
  }

  /** Back to zero, for a new sequence; only rows that the one before has seen hold anything. */
  void reset(SeenRows seen) {
    for (int number = 0; number < seen.count(); number++) {
      int at = seen.rows()[number] * width;
      Arrays.fill(derivatives, at, at + width, 0);
    }
  }

  /**
   * One step further: {@code ds/dw_c += y_in g'(net_c) z} and {@code ds/dw_in += g(net_c)
   * f'(net_in) z}.
   */
  void carry() {
    int cells = layout.cells;
    for (int cell = 0; cell < cells; cell++) {
      double gate = forward.inputGate(layout.blockOf[cell]);
      double value = forward.cellInput[cell];
      factor[cell] = gate * squash.slope(value);
      if (lanes > cells) {
        factor[cells + cell] = value * gate * (1 - gate);
      }
    }
    Rows.addOuter(derivatives, forward.source, factor, forward.denseRows, width);
    if (forward.symbol >= 0) {
      int at = (layout.inputRow + forward.symbol) * width;
      Rows.addToRow(derivatives, at, factor, 1, width);
    }
  }

  /** Adds {@code scale e_s ds/dw} to a matrix of the hidden layer's shape. */
  void accumulate(double[] into, double scale, double[] stateError, SeenRows seen) {
    for (int lane = 0; lane < lanes; lane++) {
      int cell = lane < layout.cells ? lane : lane - layout.cells;
      error[lane] = scale * stateError[cell];
    }
    for (int lane = 0; lane < width; lane += 4) {
      accumulateFour(into, seen.rows(), seen.count(), lane);
    }
  }

  private void accumulateFour(double[] into, int[] rows, int count, int lane) {
    int toA = weightLane[lane];
    int toB = weightLane[lane + 1];
    int toC = weightLane[lane + 2];
    int toD = weightLane[lane + 3];
    double a = error[lane];
    double b = error[lane + 1];
    double c = error[lane + 2];
    double d = error[lane + 3];
    for (int number = 0; number < count; number++) {
      int to = rows[number] * layout.width;
      int from = rows[number] * width + lane;
      into[to + toA] = Math.fma(a, derivatives[from], into[to + toA]);
      into[to + toB] = Math.fma(b, derivatives[from + 1], into[to + toB]);
      into[to + toC] = Math.fma(c, derivatives[from + 2], into[to + toC]);
      into[to + toD] = Math.fma(d, derivatives[from + 3], into[to + toD]);
    }
  }
}
