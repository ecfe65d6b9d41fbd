package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;

/** What is to be learned from the rows of a table. */
public sealed interface Problem permits Forecast, Classify, Label, Regress, NextSymbol, Anomaly {

  /**
   * Makes the rows ready for learning. Whatever is fitted, is fitted on the training part alone.
   *
   * @param table the rows, with every column that the problem names
   * @return the prepared problem
   * @throws IllegalArgumentException if the rows do not allow it
   */
  Prepared prepare(Table table);
}
