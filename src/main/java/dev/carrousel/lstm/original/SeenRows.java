package dev.carrousel.lstm.original;

import dev.carrousel.lstm.sequence.Inputs;

/**
 * The inputs that a sequence has shown so far. Only their rows can hold derivatives: without a
 * forget gate a row that is not seen does not change.
 */
final class SeenRows {

  private final boolean[] isSeen;
  private final int[] inputs;
  private int count;

  SeenRows(int inputSize) {
    isSeen = new boolean[inputSize];
    inputs = new int[inputSize];
  }

  /** Forgets the sequence before. Vectors show all inputs at once. */
  void begin(Inputs sequence) {
    for (int number = 0; number < count; number++) {
      isSeen[inputs[number]] = false;
    }
    count = 0;
    if (sequence instanceof Inputs.Vectors) {
      for (int input = 0; input < inputs.length; input++) {
        see(input);
      }
    }
  }

  /** Notes an input. */
  void see(int input) {
    if (!isSeen[input]) {
      isSeen[input] = true;
      inputs[count++] = input;
    }
  }

  int count() {
    return count;
  }

  int input(int number) {
    return inputs[number];
  }
}
