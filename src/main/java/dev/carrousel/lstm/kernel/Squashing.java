package dev.carrousel.lstm.kernel;

/** A logistic function, stretched and moved, or the identity. Immutable. */
public final class Squashing {

  /** {@code x} itself. */
  public static final Squashing IDENTITY = new Squashing(1, 0, true);

  final double scale;
  final double inverse;
  final double shift;
  final boolean identity;

  private Squashing(double scale, double shift, boolean identity) {
    this.scale = scale;
    this.shift = shift;
    this.identity = identity;
    inverse = 1 / scale;
  }

  /**
   * {@code scale f(x) + shift}, f the logistic function.
   *
   * @param scale a power of two, so that dividing by it loses nothing
   * @param shift any number
   * @return the function
   */
  public static Squashing logistic(double scale, double shift) {
    return new Squashing(scale, shift, false);
  }

  /**
   * The function.
   *
   * @param x argument
   * @return its value
   */
  public double of(double x) {
    return identity ? x : Math.fma(scale, Logistic.of(x), shift);
  }

  /**
   * The derivative, from the value that {@link #of} answered.
   *
   * @param value value of the function
   * @return its derivative there
   */
  public double slope(double value) {
    if (identity) {
      return 1;
    }
    double q = (value - shift) * inverse;
    return scale * q * (1 - q);
  }
}
