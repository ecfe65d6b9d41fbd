package dev.carrousel.lstm.original;

import dev.carrousel.lstm.sequence.Inputs;

/**
 * The rows of the hidden layer's sources that a sequence has touched so far: bias, hidden sources
 * and the inputs it has shown. Only these rows can hold derivatives: without a forget gate a row
 * that is not seen does not change.
 */
final class SeenRows {

  private final boolean[] isSeen;
  private final int[] rows;
  private final int always;
  private int count;

  SeenRows(Layout layout) {
    isSeen = new boolean[layout.topology.inputSize()];
    rows = new int[layout.rows];
    always = layout.inputRow;
    count = always;
    for (int row = 0; row < always; row++) {
      rows[row] = row;
    }
  }

  /** Forgets the sequence before. Vectors show all inputs at once. */
  void begin(Inputs sequence) {
    for (int number = always; number < count; number++) {
      isSeen[rows[number] - always] = false;
    }
    count = always;
    if (sequence instanceof Inputs.Vectors) {
      for (int input = 0; input < isSeen.length; input++) {
        see(input);
      }
    }
  }

  /** Notes an input. */
  void see(int input) {
    if (!isSeen[input]) {
      isSeen[input] = true;
      rows[count++] = always + input;
    }
  }

  /** The rows; as many as {@link #count} are meant. */
  int[] rows() {
    return rows;
  }

  int count() {
    return count;
  }

  /** Number of rows at the beginning that are no inputs. */
  int always() {
    return always;
  }
}
