package dev.carrousel.lstm.original;

import java.util.Arrays;

/** What a pass over a whole sequence must remember for the way back. Grows to the longest one. */
final class Tape {

  /** Shape [T+1, width]: row t+1 are the hidden activations of step t, row 0 is zero. */
  double[] activation = new double[0];

  /** Shape [T, C]: g(net_c) and h(s). */
  double[] cellInput = new double[0];

  double[] cellOutput = new double[0];

  /** Shape [T, C+N]: the errors that arrive from the outputs. */
  double[] arriving = new double[0];

  private final Layout layout;

  Tape(Layout layout) {
    this.layout = layout;
  }

  /** Makes room for a sequence, without errors so far. */
  void begin(int length) {
    int shown = layout.cells + layout.conventional;
    if (activation.length < (length + 1) * layout.width) {
      activation = new double[(length + 1) * layout.width];
      cellInput = new double[length * layout.cells];
      cellOutput = new double[length * layout.cells];
      arriving = new double[length * shown];
    }
    Arrays.fill(arriving, 0, length * shown, 0);
  }

  /** Writes down the hidden layer of a step. */
  void record(Forward forward, int step) {
    int cells = layout.cells;
    System.arraycopy(
        forward.layer.activation, 0, activation, (step + 1) * layout.width, layout.width);
    System.arraycopy(forward.layer.cellInput, 0, cellInput, step * cells, cells);
    System.arraycopy(forward.layer.cellOutput, 0, cellOutput, step * cells, cells);
  }

  /** Writes down the errors that arrive at a step. */
  void record(OutputErrors errors, int step) {
    int shown = errors.shown;
    System.arraycopy(errors.arriving, 0, arriving, step * shown, shown);
  }
}
