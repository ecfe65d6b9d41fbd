/**
 * The LSTM of today: stacked layers with forget gates, mini-batches, full backpropagation through
 * time, single precision.
 *
 * <p>At step t a layer reads the row {@code z = [h(t-1) | x(t) | 1]} of K = H + I + 1 sources, so
 * that one multiplication gives the net inputs of all gates, bias included:
 *
 * <pre>
 * i = sigmoid(W_i z)   f = sigmoid(W_f z)   g = tanh(W_g z)   o = sigmoid(W_o z)
 * c(t) = f c(t-1) + i g                     h(t) = o tanh(c(t))
 * </pre>
 *
 * <p>(Hochreiter and Schmidhuber 1997; forget gate: Gers, Schmidhuber and Cummins 2000; full
 * gradient: Graves and Schmidhuber 2005.) The input of a layer above the first is the h of the
 * layer below, of both directions side by side. Steps are stored time-major: row {@code t * B + b}.
 * The gates stand in the order i, f, g, o, and exported weights carry PyTorch's names and shapes.
 * Without a learned forget gate its lanes stay 0 and its rows are not exported; peepholes are
 * called {@code weight_ch}, their gates in the order i, f, o.
 */
@NullMarked
package dev.carrousel.lstm.layered;

import org.jspecify.annotations.NullMarked;
