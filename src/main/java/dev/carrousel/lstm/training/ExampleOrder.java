package dev.carrousel.lstm.training;

import java.util.SplittableRandom;

/**
 * The order in which an epoch shows the examples: a function of seed and epoch alone, so that it
 * needs no memory.
 */
final class ExampleOrder {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private ExampleOrder() {}

  /** A permutation of 0 to size-1 (Fisher and Yates). */
  static int[] of(int size, long seed, int epoch) {
    SplittableRandom random = new SplittableRandom(seed + epoch * GOLDEN_GAMMA);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
