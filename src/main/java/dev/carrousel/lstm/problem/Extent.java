package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;

/**
 * How much of the rows makes one sequence.
 *
 * @param window number of rows; 0 for whole series
 * @param shares what is kept from learning
 * @param mostSequences sequences to learn from at most, spread evenly; positive
 */
public record Extent(int window, Shares shares, int mostSequences) {

  /** Checks the ranges. */
  public Extent {
    if (window < 0 || mostSequences < 1) {
      throw new IllegalArgumentException(
          "window must not be negative and mostSequences positive, were %d and %d"
              .formatted(window, mostSequences));
    }
  }

  /** Whole series are dealt out to the parts, others are cut in the order of time. */
  RowSplit split(Table table) {
    return window == 0 ? RowSplit.dealt(table, shares) : RowSplit.of(table, shares);
  }
}
