package dev.carrousel.lstm.kernel;

/**
 * The logistic function in double precision from multiplications, additions and one division, so
 * that it answers the same bits on every machine and from every kind of kernel. Stateless,
 * allocates nothing.
 */
public final class Logistic {

  static final double LIMIT = 708;
  static final double LOG2_E = 1.4426950408889634;
  static final double LN2_HIGH = 0.6931471803691238;
  static final double LN2_LOW = 1.9082149292705877E-10;

  /** Adding it leaves the nearest whole number, plus 1023, in the low bits of the sum. */
  static final double ROUNDER = 0x1.8p52 + 1023;

  /** Coefficients of (exp(r) - 1 - r) / r^2 for |r| up to ln(2) / 2, good to 2e-17 of exp(r). */
  static final double C0 = 0.5000000000000001;

  static final double C1 = 0.16666666666666669;
  static final double C2 = 0.04166666666662399;
  static final double C3 = 0.008333333333330051;
  static final double C4 = 0.0013888888917281794;
  static final double C5 = 0.00019841269863105968;
  static final double C6 = 2.480152119021773e-05;
  static final double C7 = 2.7557268378684192e-06;
  static final double C8 = 2.7620138719733994e-07;
  static final double C9 = 2.5100424157005067e-08;

  private Logistic() {}

  /**
   * {@code f(x) = 1/(1+exp(-x))}, by reduction of the exponential to powers of two and a polynomial
   * of degree 11.
   *
   * @param x any number; beyond 708 it counts as infinite
   * @return a number in [0,1] to within 3e-16 of its size; not a number for not a number
   */
  public static double of(double x) {
    if (!(Math.abs(x) <= LIMIT)) {
      return x > 0 ? 1 : x < 0 ? Double.MIN_NORMAL : Double.NaN;
    }
    double rounded = Math.fma(x, -LOG2_E, ROUNDER);
    double whole = rounded - ROUNDER;
    double r = Math.fma(whole, -LN2_LOW, Math.fma(whole, -LN2_HIGH, -x));
    double power = Double.longBitsToDouble(Double.doubleToRawLongBits(rounded) << 52);
    double square = r * r;
    double fourth = square * square;
    double low = Math.fma(square, Math.fma(r, C3, C2), Math.fma(r, C1, C0));
    double middle = Math.fma(square, Math.fma(r, C7, C6), Math.fma(r, C5, C4));
    double high = Math.fma(fourth, Math.fma(r, C9, C8), middle);
    double series = Math.fma(fourth, high, low);
    double lessOne = Math.fma(square, series, r);
    return 1 / Math.fma(power, lessOne, 1 + power);
  }
}
