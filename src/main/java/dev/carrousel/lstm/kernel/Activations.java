package dev.carrousel.lstm.kernel;

/**
 * Logistic sigmoid and hyperbolic tangent in single precision: the same operations in the same
 * order in every kind of kernel, so that all give the same bits. NaN stays NaN. Stateless,
 * allocates nothing.
 */
public final class Activations {

  static final float EXP_LIMIT = 87f;
  static final float LOG2_E = 1.44269504f;
  static final float ROUNDING = 12582912f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float E6 = 1.9875691500e-4f;
  static final float E5 = 1.3981999507e-3f;
  static final float E4 = 8.3334519073e-3f;
  static final float E3 = 4.1665795894e-2f;
  static final float E2 = 1.6666665459e-1f;
  static final float E1 = 5.0000001201e-1f;

  static final float TANH_LIMIT = 7.90531110763549805f;
  static final float A13 = -2.76076847742355e-16f;
  static final float A11 = 2.00018790482477e-13f;
  static final float A9 = -8.60467152213735e-11f;
  static final float A7 = 5.12229709037114e-08f;
  static final float A5 = 1.48572235717979e-05f;
  static final float A3 = 6.37261928875436e-04f;
  static final float A1 = 4.89352455891786e-03f;
  static final float B6 = 1.19825839466702e-06f;
  static final float B4 = 1.18534705686654e-04f;
  static final float B2 = 2.26843463243900e-03f;
  static final float B0 = 4.89352518554385e-03f;

  private Activations() {}

  /**
   * The logistic sigmoid 1 / (1 + exp(-x)), with the exponential of the Cephes library (Moshier
   * 1989): range reduction by powers of two and a polynomial of degree 7.
   *
   * @param x any number
   * @return a number in [0, 1], relative error below 3e-7 for |x| up to 87
   */
  public static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  /**
   * The hyperbolic tangent as the rational function of degree 13 over 6 that Eigen's vectorised
   * tanh uses.
   *
   * @param x any number
   * @return a number in [-1, 1], relative error below 4e-7
   */
  public static float tanh(float x) {
    float clamped = clamp(x, TANH_LIMIT);
    float square = clamped * clamped;
    float above = Math.fma(square, A13, A11);
    above = Math.fma(square, above, A9);
    above = Math.fma(square, above, A7);
    above = Math.fma(square, above, A5);
    above = Math.fma(square, above, A3);
    above = Math.fma(square, above, A1);
    float below = Math.fma(square, B6, B4);
    below = Math.fma(square, below, B2);
    below = Math.fma(square, below, B0);
    return clamped * above / below;
  }

  private static float exp(float x) {
    float clamped = clamp(x, EXP_LIMIT);
    float shifted = Math.fma(clamped, LOG2_E, ROUNDING);
    float power = shifted - ROUNDING;
    float rest = Math.fma(power, -LN2_HIGH, clamped);
    rest = Math.fma(power, -LN2_LOW, rest);
    float polynomial = Math.fma(rest, E6, E5);
    polynomial = Math.fma(rest, polynomial, E4);
    polynomial = Math.fma(rest, polynomial, E3);
    polynomial = Math.fma(rest, polynomial, E2);
    polynomial = Math.fma(rest, polynomial, E1);
    polynomial = Math.fma(rest * rest, polynomial, rest);
    float scale = Float.intBitsToFloat(((int) power + 127) << 23);
    return (polynomial + 1f) * scale;
  }

  private static float clamp(float x, float limit) {
    float below = x > limit ? limit : x;
    return below < -limit ? -limit : below;
  }
}
