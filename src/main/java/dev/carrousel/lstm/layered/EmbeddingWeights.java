package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where the learned vectors of symbols stand in the network's flat array: row-major, one row of E
 * numbers per symbol.
 *
 * @param symbols number of symbols
 * @param size width E of the vectors; 0 where there are none
 * @param offset where they begin in the flat array
 */
record EmbeddingWeights(int symbols, int size, int offset) {

  private static final String NAME = "embedding.weight";

  int length() {
    return Math.multiplyExact(symbols, size);
  }

  int start(int symbol) {
    return offset + symbol * size;
  }

  /** Standard normal numbers, as PyTorch draws them. */
  void initialise(float[] flat, RandomGenerator random) {
    for (int at = offset; at < offset + length(); at++) {
      flat[at] = (float) Draws.normal(random);
    }
  }

  List<Tensor> export(float[] flat) {
    return size == 0
        ? List.of()
        : List.of(
            new Tensor.Floats(
                NAME, List.of(symbols, size), Arrays.copyOfRange(flat, offset, offset + length())));
  }

  void load(Tensors tensors, float[] flat) {
    if (size > 0) {
      float[] rows = tensors.floats(NAME, List.of(symbols, size));
      System.arraycopy(rows, 0, flat, offset, rows.length);
    }
  }
}
