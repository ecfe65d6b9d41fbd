package dev.carrousel.lstm.problem;

import java.util.stream.IntStream;

/** Keeps work bounded: of very many cases, some that are spread evenly over all. */
final class Thinning {

  private Thinning() {}

  /** Numbers of the cases to keep, in order; all of them if they are few enough. */
  static IntStream of(int size, int most) {
    return size <= most
        ? IntStream.range(0, size)
        : IntStream.range(0, most).map(index -> (int) ((long) index * size / most));
  }

  /** The values kept. */
  static int[] of(int[] values, int most) {
    return of(values.length, most).map(index -> values[index]).toArray();
  }
}
