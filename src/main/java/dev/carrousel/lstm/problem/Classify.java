package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;
import java.util.Map;

/**
 * The class of a sequence: that of its last row.
 *
 * @param target a category column
 * @param reading what the network reads of each row, the target not among it
 * @param extent what makes one sequence
 * @param classWeights what a class counts in learning, from 0; classes that are not named count 1
 */
public record Classify(
    String target, Reading reading, Extent extent, Map<String, Double> classWeights)
    implements Problem {

  /** Copies the weights. */
  public Classify {
    classWeights = Map.copyOf(classWeights);
  }

  @Override
  public Classification prepare(Table table) {
    return Classification.prepare(table, target, reading, extent, classWeights, false);
  }
}
