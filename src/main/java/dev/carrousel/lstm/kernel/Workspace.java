package dev.carrousel.lstm.kernel;

/**
 * Room in which kernels lay out anew what they are about to read many times. It grows to what is
 * needed and is kept. Used by one thread at a time.
 */
public final class Workspace {

  private float[] numbers = new float[0];

  /** Without any room yet. */
  public Workspace() {}

  /** At least so many numbers, of any value. */
  float[] numbers(int count) {
    if (numbers.length < count) {
      numbers = new float[count];
    }
    return numbers;
  }

  /**
   * Memory in use.
   *
   * @return bytes
   */
  public long bytes() {
    return (long) Float.BYTES * numbers.length;
  }
}
