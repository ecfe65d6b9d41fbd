package dev.carrousel.lstm.original;

/**
 * The logistic function from additions and multiplications alone, so that it answers the same bits
 * on every machine.
 */
final class Logistic {

  private static final double LIMIT = 708;
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877e-10;

  /** Adding it leaves the nearest whole number in the low bits of the sum. */
  private static final double ROUNDER = 0x1.8p52;

  private Logistic() {}

  /**
   * {@code f(x) = 1/(1+exp(-x))}, NC97 eq. 3, to within 2e-16; not a number for not a number. Net
   * inputs beyond 708 count as 708.
   */
  static double of(double x) {
    double minusX = Math.max(-LIMIT, Math.min(LIMIT, -x));
    double rounded = minusX * LOG2_E + ROUNDER;
    double power = rounded - ROUNDER;
    double rest = Math.fma(-power, LN2_LOW, Math.fma(-power, LN2_HIGH, minusX));
    long exponent = (Double.doubleToRawLongBits(rounded) + 1023) << 52;
    return 1 / (1 + exponential(rest) * Double.longBitsToDouble(exponent));
  }

  /** Taylor series of exp to the 13th power, for |x| up to ln(2)/2; even and odd powers apart. */
  private static double exponential(double x) {
    double square = x * x;
    double even = Math.fma(square, 1.0 / 479001600, 1.0 / 3628800);
    double odd = Math.fma(square, 1.0 / 6227020800.0, 1.0 / 39916800);
    even = Math.fma(even, square, 1.0 / 40320);
    odd = Math.fma(odd, square, 1.0 / 362880);
    even = Math.fma(even, square, 1.0 / 720);
    odd = Math.fma(odd, square, 1.0 / 5040);
    even = Math.fma(even, square, 1.0 / 24);
    odd = Math.fma(odd, square, 1.0 / 120);
    even = Math.fma(even, square, 0.5);
    odd = Math.fma(odd, square, 1.0 / 6);
    even = Math.fma(even, square, 1);
    odd = Math.fma(odd, square, 1);
    return Math.fma(odd, x, even);
  }
}
