package dev.carrousel.lstm.original;

/**
 * The squashing functions g and h of a memory cell, NC97 eqs. 4 and 5.
 *
 * <p>The caption of NC97's Table 10 swaps the ranges of g and h against the equations and all
 * running text; the equations are followed.
 */
public enum Squash {
  /** {@code f(x)}, range [0,1]: g of the tasks 2a and 2b. */
  UNIT(1, 0),
  /** {@code h(x) = 2 f(x) - 1}, range [-1,1]. */
  CENTERED_ONE(2, -1),
  /** {@code g(x) = 4 f(x) - 2}, range [-2,2]. */
  CENTERED_TWO(4, -2),
  /** {@code h(x) = x}, without bounds: h of the tasks 2a and 2b. */
  IDENTITY(1, 0);

  private final double scale;
  private final double shift;
  private final double inverse;

  Squash(double scale, double shift) {
    this.scale = scale;
    this.shift = shift;
    inverse = 1 / scale;
  }

  /**
   * The function.
   *
   * @param x argument
   * @return its value
   */
  public double of(double x) {
    return this == IDENTITY ? x : scale * Logistic.of(x) + shift;
  }

  /**
   * The derivative, from the value that {@link #of} answered.
   *
   * @param value value of the function
   * @return its derivative there
   */
  public double slope(double value) {
    if (this == IDENTITY) {
      return 1;
    }
    double q = (value - shift) * inverse;
    return scale * q * (1 - q);
  }
}
