package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.DoubleRows;
import java.util.Arrays;

/**
 * The errors of a whole sequence, found step by step from its end on what a tape remembers:
 * backpropagation through time along every connection.
 */
final class FullErrors {

  /** e by lane, of the step after the present one, then of the present one. */
  final double[] delta;

  /** e_s by cell. */
  final double[] stateError;

  /** The error of what each cell shows, -dE/dy_c. */
  final double[] shownError;

  /** The error that arrives at each lane's activation from the step after. */
  private final double[] fromLater;

  private final Layout layout;
  private final Weights weights;
  private final Tape tape;

  FullErrors(Weights weights, Tape tape) {
    this.weights = weights;
    this.tape = tape;
    layout = weights.layout;
    delta = new double[layout.width];
    fromLater = new double[layout.width];
    stateError = new double[layout.cells];
    shownError = new double[layout.cells];
  }

  /** Nothing comes from behind the end. */
  void begin() {
    Arrays.fill(delta, 0);
    Arrays.fill(stateError, 0);
  }

  /** The errors of a step, after those of the step behind it. */
  void back(int step) {
    for (int number = 0; number < layout.sourceLane.length; number++) {
      fromLater[layout.sourceLane[number]] =
          DoubleRows.dot(weights.hidden, (1 + number) * layout.width, delta, layout.width);
    }
    blameGatesAndUnits(step);
    blameCells(step);
  }

  /** {@code e = f'(net) d} for the units whose error does not need that of the cells. */
  private void blameGatesAndUnits(int step) {
    int now = (step + 1) * layout.width;
    for (int lane = 0; lane < layout.lanes; lane++) {
      boolean input = lane < layout.cellLane;
      boolean unit = lane >= layout.conventionalLane;
      int shown = step * (layout.cells + layout.conventional) + layout.cells;
      double fromOutputs = unit ? tape.arriving[shown + lane - layout.conventionalLane] : 0;
      delta[lane] = fromLater[lane] + fromOutputs;
      if (input || lane >= layout.outputGateLane) {
        double y = tape.activation[now + lane];
        delta[lane] *= y * (1 - y);
      }
    }
  }

  /** The errors of cells, and their share in those of their gates. */
  private void blameCells(int step) {
    OriginalTopology topology = layout.topology;
    int now = (step + 1) * layout.width;
    for (int cell = 0; cell < layout.cells; cell++) {
      int block = layout.blockOf[cell];
      int lane = layout.cellLane + cell;
      double g = tape.cellInput[step * layout.cells + cell];
      double h = tape.cellOutput[step * layout.cells + cell];
      double shown = tape.arriving[step * (layout.cells + layout.conventional) + cell];
      double d = shown + delta[lane];
      double in = layout.inputGates == 0 ? 1 : tape.activation[now + block];
      double out = outputGate(now, block);
      shownError[cell] = d;
      stateError[cell] += out * topology.cellOutput().slope(h) * d;
      delta[lane] = in * topology.cellInput().slope(g) * stateError[cell];
      if (layout.inputGates > 0) {
        delta[block] += in * (1 - in) * g * stateError[cell];
      }
      if (layout.outputGates > 0) {
        delta[layout.outputGateLane + block] += out * (1 - out) * h * d;
      }
    }
  }

  private double outputGate(int now, int block) {
    return layout.outputGates == 0 ? 1 : tape.activation[now + layout.outputGateLane + block];
  }
}
