/**
 * The Long Short-Term Memory of 1995 to 1997: memory cell blocks with input and output gates, no
 * forget gate, no peepholes; on-line learning by a gradient that is cut where error would leave a
 * cell or gate through its incoming connections.
 *
 * <p>Sources: S. Hochreiter and J. Schmidhuber, "Long Short Term Memory", FKI-207-95 (1995); "LSTM
 * can solve hard long time lag problems", NIPS 9 (1996); "Long Short-Term Memory", Neural
 * Computation 9(8):1735-1780 (1997), cited here as NC97 with its equation numbers.
 *
 * <p>One step t (NC97 section 5, introduction: clamp the input, then the hidden units, then the
 * outputs):
 *
 * <pre>{@code
 * z          = [1, y_hidden(t-1), x(t)]                     what every hidden unit sees
 * y_in       = f(w_in . z)        y_out = f(w_out . z)      gates of a block
 * s(t)       = s(t-1) + y_in g(w_c . z)                     the constant error carrousel
 * y_c(t)     = y_out h(s(t))                                what a cell shows
 * y_k        = f(w_k . [1, y_c(t), y_hidden(t), x(t)])      outputs
 * }</pre>
 *
 * <p>Layout of all matrices: one row for each source, the destinations side by side in it as
 * <em>lanes</em>, padded to a multiple of four. A one-hot input then touches one row. Letters: B
 * blocks, C cells of all blocks, N conventional hidden units, H hidden units of all kinds, I
 * inputs, O outputs; e is the error of a net input, -dE/dnet.
 */
@NullMarked
package dev.carrousel.lstm.original;

import org.jspecify.annotations.NullMarked;
