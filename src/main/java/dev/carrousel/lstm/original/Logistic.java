package dev.carrousel.lstm.original;

/**
 * The logistic function from a table, multiplications and additions, so that it answers the same
 * bits on every machine.
 */
final class Logistic {

  private static final double LIMIT = 708;

  /** Steps of the table between two powers of two. */
  private static final int STEPS = 64;

  private static final double STEPS_BY_LN2 = STEPS * 1.4426950408889634;
  private static final double LN2_BY_STEPS_HIGH = 0.6931471803691238 / STEPS;
  private static final double LN2_BY_STEPS_LOW = 1.9082149292705877E-10 / STEPS;

  /** Adding it leaves the nearest whole number in the low bits of the sum. */
  private static final double ROUNDER = 0x1.8p52;

  /** The bits of 2 to the power of i / STEPS, to whose exponent whole powers are added. */
  private static final long[] ROOTS = roots();

  private Logistic() {}

  /**
   * {@code f(x) = 1/(1+exp(-x))}, NC97 eq. 3, to within 2e-16 of itself; not a number for not a
   * number. Net inputs beyond 708 count as 708.
   */
  static double of(double x) {
    if (!(Math.abs(x) <= LIMIT)) {
      return x > 0 ? 1 : x < 0 ? Double.MIN_NORMAL : Double.NaN;
    }
    double rounded = ROUNDER - x * STEPS_BY_LN2;
    double whole = rounded - ROUNDER;
    double rest = Math.fma(-whole, LN2_BY_STEPS_LOW, Math.fma(-whole, LN2_BY_STEPS_HIGH, -x));
    long steps = Double.doubleToRawLongBits(rounded);
    long root = ROOTS[(int) steps & (STEPS - 1)] + (steps >> 6 << 52);
    double power = Double.longBitsToDouble(root);
    return 1 / Math.fma(power, exponentialLessOne(rest), 1 + power);
  }

  /** Taylor series of exp(x) - 1 to the fifth power, for |x| up to ln(2) / 128. */
  private static double exponentialLessOne(double x) {
    double square = x * x;
    double low = Math.fma(x, 1.0 / 6, 0.5);
    double high = Math.fma(x, 1.0 / 120, 1.0 / 24);
    return Math.fma(square, Math.fma(square, high, low), x);
  }

  private static long[] roots() {
    long[] roots = new long[STEPS];
    for (int step = 0; step < STEPS; step++) {
      roots[step] = Double.doubleToRawLongBits(StrictMath.pow(2, (double) step / STEPS));
    }
    return roots;
  }
}
