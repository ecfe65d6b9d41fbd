package dev.carrousel.lstm.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one step of an LSTM layer, one row per sequence of the batch. A view that owns
 * nothing.
 *
 * @param units number of memory cells H
 * @param forgetting what multiplies the state before; without a forget gate its lanes hold f after
 *     the step and its gradient is 0
 * @param peepholes weights that lead from a cell's state to its own gates i, f and o: panels of one
 *     source and three gates; null for none
 * @param gates net inputs of the gates i, f, g, o in panels of 4 times {@link Kernels#LANES} lanes;
 *     activations after the step
 * @param before cell states c' of the step before, H a row
 * @param cells cell states c, H a row
 * @param squashed tanh(c), H a row, kept for the way back
 * @param hidden cell outputs h, H a row
 */
public record CellStep(
    int units,
    Forgetting forgetting,
    @Nullable Panels peepholes,
    Rows gates,
    Rows before,
    Rows cells,
    Rows squashed,
    Rows hidden) {

  /** Whether this is the cell with a forget gate and no peepholes, which has kernels of its own. */
  boolean isPlain() {
    return forgetting == Forgetting.GATE && peepholes == null;
  }
}
