package dev.carrousel.lstm.sequence;

/**
 * A cycle of the calendar, told to a network as sines and cosines of its phase and of multiples of
 * it, so that midnight lies beside midnight and December beside January.
 */
public enum CalendarCycle {
  /** The time of day. */
  TIME_OF_DAY(2),
  /** The day of the week; three multiples tell any seven days apart. */
  WEEKDAY(3),
  /** The day of the year, leap years stretched to the same circle. */
  DAY_OF_YEAR(2);

  private static final double DAY = 86_400;
  private static final double WEEK = 7 * DAY;
  private static final double FIRST_MONDAY = 4 * DAY;

  private final int harmonics;

  CalendarCycle(int harmonics) {
    this.harmonics = harmonics;
  }

  /**
   * Numbers per moment.
   *
   * @return a sine and a cosine per multiple
   */
  public int width() {
    return 2 * harmonics;
  }

  /**
   * Writes the numbers of a moment.
   *
   * @param epochSecond seconds since 1970-01-01T00:00 of the row's own clock
   * @param out where to write
   * @param at where in it
   */
  public void encode(double epochSecond, double[] out, int at) {
    double angle = 2 * Math.PI * phase(epochSecond);
    for (int harmonic = 1; harmonic <= harmonics; harmonic++) {
      out[at + 2 * harmonic - 2] = StrictMath.sin(harmonic * angle);
      out[at + 2 * harmonic - 1] = StrictMath.cos(harmonic * angle);
    }
  }

  /**
   * Length of the cycle.
   *
   * @return seconds
   */
  public double seconds() {
    return switch (this) {
      case TIME_OF_DAY -> DAY;
      case WEEKDAY -> WEEK;
      case DAY_OF_YEAR -> 365.2425 * DAY;
    };
  }

  private double phase(double epochSecond) {
    return switch (this) {
      case TIME_OF_DAY -> floorMod(epochSecond, DAY) / DAY;
      case WEEKDAY -> floorMod(epochSecond - FIRST_MONDAY, WEEK) / WEEK;
      case DAY_OF_YEAR -> yearPhase(epochSecond);
    };
  }

  private static double yearPhase(double epochSecond) {
    java.time.LocalDate day = java.time.LocalDate.ofEpochDay((long) Math.floor(epochSecond / DAY));
    double passed = day.getDayOfYear() - 1 + floorMod(epochSecond, DAY) / DAY;
    return passed / day.lengthOfYear();
  }

  private static double floorMod(double value, double modulus) {
    return value - Math.floor(value / modulus) * modulus;
  }
}
