package dev.carrousel.lstm.sequence;

/**
 * Running mean and variance of numbers, by Welford's method (1962). Not for sharing between
 * threads.
 */
public final class Moments {

  private long count;
  private double mean;
  private double squares;

  /** No numbers yet. */
  public Moments() {}

  /**
   * Takes one number in; NaN is passed over.
   *
   * @param value the number
   */
  public void add(double value) {
    if (!Double.isNaN(value)) {
      count++;
      double difference = value - mean;
      mean += difference / count;
      squares += difference * (value - mean);
    }
  }

  /**
   * How many numbers were taken in.
   *
   * @return the count
   */
  public long count() {
    return count;
  }

  /**
   * Their mean.
   *
   * @return the mean, 0 without numbers
   */
  public double mean() {
    return mean;
  }

  /**
   * Their population standard deviation.
   *
   * @return the deviation, 0 without numbers
   */
  public double deviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /**
   * Their deviation as a divisor.
   *
   * @return the deviation, or 1 where it is 0
   */
  public double deviationOrOne() {
    double deviation = deviation();
    return deviation > 0 ? deviation : 1;
  }
}
