package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;

/**
 * The class of a sequence: that of its last row.
 *
 * @param target a category column
 * @param reading what the network reads of each row, the target not among it
 * @param extent what makes one sequence
 */
public record Classify(String target, Reading reading, Extent extent) implements Problem {

  @Override
  public Classification prepare(Table table) {
    return Classification.prepare(table, target, reading, extent, false);
  }
}
