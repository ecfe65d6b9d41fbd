package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.Squashing;

/**
 * The squashing functions g and h of a memory cell, NC97 eqs. 4 and 5.
 *
 * <p>The caption of NC97's Table 10 swaps the ranges of g and h against the equations and all
 * running text; the equations are followed.
 */
public enum Squash {
  /** {@code f(x)}, range [0,1]: g of the tasks 2a and 2b. */
  UNIT(Squashing.logistic(1, 0)),
  /** {@code h(x) = 2 f(x) - 1}, range [-1,1]. */
  CENTERED_ONE(Squashing.logistic(2, -1)),
  /** {@code g(x) = 4 f(x) - 2}, range [-2,2]. */
  CENTERED_TWO(Squashing.logistic(4, -2)),
  /** {@code h(x) = x}, without bounds: h of the tasks 2a and 2b. */
  IDENTITY(Squashing.IDENTITY);

  /** Immutable, as its class says. */
  @SuppressWarnings("ImmutableEnumChecker")
  final Squashing function;

  Squash(Squashing function) {
    this.function = function;
  }

  /**
   * The function.
   *
   * @param x argument
   * @return its value
   */
  public double of(double x) {
    return function.of(x);
  }

  /**
   * The derivative, from the value that {@link #of} answered.
   *
   * @param value value of the function
   * @return its derivative there
   */
  public double slope(double value) {
    return function.slope(value);
  }
}
