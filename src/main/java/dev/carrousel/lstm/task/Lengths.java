package dev.carrousel.lstm.task;

import java.util.random.RandomGenerator;

/** Random whole numbers. */
final class Lengths {

  private Lengths() {}

  /** Uniform, both ends included. */
  static int between(int first, int last, RandomGenerator random) {
    return first + random.nextInt(last - first + 1);
  }

  /** Uniform from T to T + T/10: the lengths of the tasks 3 to 5. */
  static int around(int minimum, RandomGenerator random) {
    return between(minimum, minimum + minimum / 10, random);
  }
}
