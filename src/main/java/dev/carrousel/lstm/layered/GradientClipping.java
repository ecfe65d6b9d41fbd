package dev.carrousel.lstm.layered;

/** Clipping by the global norm (Pascanu, Mikolov and Bengio 2013). */
final class GradientClipping {

  private GradientClipping() {}

  /** Scales the gradient down to the norm where it is longer. */
  static void clip(float[] gradient, double largestNorm) {
    double square = 0;
    for (float component : gradient) {
      square += (double) component * component;
    }
    double norm = Math.sqrt(square);
    if (norm > largestNorm) {
      float factor = (float) (largestNorm / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
    }
  }
}
