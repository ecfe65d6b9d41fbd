package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Kernels;

/** Row strides that spread rows over the sets of the first-level cache. */
final class Strides {

  private Strides() {}

  /**
   * The smallest odd multiple of the lane count that holds a row: rows a power of two apart would
   * share few cache sets.
   */
  static int of(int width) {
    int panels = (width + Kernels.LANES - 1) / Kernels.LANES;
    return (panels | 1) * Kernels.LANES;
  }
}
