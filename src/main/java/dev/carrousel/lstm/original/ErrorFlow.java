package dev.carrousel.lstm.original;

/** How far error flows back. */
public enum ErrorFlow {
  /**
   * Through the states of the cells only: the algorithm of NC97 appendix A.1, local in space and
   * time.
   */
  TRUNCATED,
  /**
   * Through everything: backpropagation through time over the whole sequence, with storage in
   * proportion to its length (Graves and Schmidhuber 2005, their forget gate held at 1).
   */
  FULL
}
