package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.sequence.Inputs;
import java.util.List;

/**
 * A piece of a batch in the direction of time: the steps {@code from} to {@code from + steps - 1}
 * of each sequence, as far as it has them. Steps are counted from the beginning of the piece.
 *
 * @param inputs the whole sequences
 * @param from first step of the piece
 * @param steps number of steps of the longest part
 * @param lengths number of steps of each sequence's part, perhaps 0
 */
record Chunk(List<? extends Inputs> inputs, int from, int steps, int[] lengths) {

  /** The piece of at most so many steps from a step on. */
  static Chunk of(List<? extends Inputs> inputs, int from, int steps) {
    int[] lengths = new int[inputs.size()];
    int longest = 0;
    for (int sequence = 0; sequence < lengths.length; sequence++) {
      lengths[sequence] = Math.clamp(inputs.get(sequence).length() - (long) from, 0, steps);
      longest = Math.max(longest, lengths[sequence]);
    }
    return new Chunk(inputs, from, longest, lengths);
  }

  int batchSize() {
    return lengths.length;
  }

  /** Whether a sequence ends in this piece. */
  boolean ends(int sequence) {
    return lengths[sequence] > 0 && from + lengths[sequence] == inputs.get(sequence).length();
  }

  /**
   * Rows that buffers need: one per step and sequence, and one more for the state before the first
   * step.
   */
  int rows() {
    return Math.multiplyExact(steps + 1, batchSize());
  }
}
