/**
 * The papers' tasks as generators of sequences, each with its own criterion of success.
 *
 * <p>Sources: S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural Computation
 * 9(8):1735-1780, 1997 (NC97), its predecessors FKI-207-95 (1995) and NIPS 9 (1996), and Y. Bengio,
 * P. Simard and P. Frasconi, IEEE Transactions on Neural Networks 5(2), 1994. Where they leave
 * something open, the class that decides says so.
 *
 * <p>Training and test sequences never mix: each reads a stream of its own, and where the sequences
 * are a finite set the test strings are chosen outside the training set. Only in the task of
 * noise-free sequences are there no others to test with: there are two in all.
 */
@NullMarked
package dev.carrousel.lstm.task;

import org.jspecify.annotations.NullMarked;
