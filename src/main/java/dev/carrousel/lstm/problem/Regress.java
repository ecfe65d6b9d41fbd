package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;

/**
 * A number per sequence: that of its last row.
 *
 * @param target a column of numbers
 * @param reading what the network reads of each row, the target not among it
 * @param extent what makes one sequence
 */
public record Regress(String target, Reading reading, Extent extent) implements Problem {

  @Override
  public Regression prepare(Table table) {
    return Regression.prepare(table, this);
  }
}
