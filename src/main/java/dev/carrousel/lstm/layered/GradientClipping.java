package dev.carrousel.lstm.layered;

/** Clipping by the global norm (Pascanu, Mikolov and Bengio 2013). */
final class GradientClipping {

  private static final int LANES = 8;

  private GradientClipping() {}

  /** Scales the gradient down to the norm where it is longer. */
  static void clip(float[] gradient, double largestNorm) {
    if (largestNorm == Double.POSITIVE_INFINITY) {
      return;
    }
    double norm = norm(gradient);
    if (norm > largestNorm) {
      float factor = (float) (largestNorm / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
    }
  }

  /** Eight sums side by side, since one alone would wait for itself. */
  private static double norm(float[] gradient) {
    double[] squares = new double[LANES];
    for (int from = 0; from < gradient.length; from += LANES) {
      int count = Math.min(LANES, gradient.length - from);
      for (int lane = 0; lane < count; lane++) {
        double component = gradient[from + lane];
        squares[lane] += component * component;
      }
    }
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }
}
