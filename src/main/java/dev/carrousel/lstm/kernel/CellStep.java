package dev.carrousel.lstm.kernel;

/**
 * The rows of one step of an LSTM layer, one row per sequence of the batch. A view that owns
 * nothing.
 *
 * @param units number of memory cells H
 * @param gates net inputs of the gates i, f, g, o in panels of 4 times {@link Kernels#LANES} lanes;
 *     activations after the step
 * @param before cell states c' of the step before, H a row
 * @param cells cell states c, H a row
 * @param squashed tanh(c), H a row, kept for the way back
 * @param hidden cell outputs h, H a row
 */
public record CellStep(
    int units, Rows gates, Rows before, Rows cells, Rows squashed, Rows hidden) {}
