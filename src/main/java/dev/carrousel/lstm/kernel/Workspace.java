package dev.carrousel.lstm.kernel;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Room in which kernels lay out anew what they are about to read many times. It grows to what is
 * needed and is kept. Used by one thread at a time.
 */
public final class Workspace {

  private float[] numbers = new float[0];
  private @Nullable MemorySegment lines;

  /** Without any room yet. */
  public Workspace() {}

  /** At least so many numbers, of any value. */
  float[] numbers(int count) {
    if (numbers.length < count) {
      numbers = new float[count];
    }
    return numbers;
  }

  /** At least so many numbers from the beginning of a cache line on, of any value. */
  MemorySegment lines(int count) {
    MemorySegment present = lines;
    if (present == null || present.byteSize() < (long) Float.BYTES * count) {
      present = AlignedPanels.allocate(count);
      lines = present;
    }
    return present;
  }

  /**
   * Memory in use.
   *
   * @return bytes, inside the heap and outside
   */
  public long bytes() {
    MemorySegment present = lines;
    return (long) Float.BYTES * numbers.length + (present == null ? 0 : present.byteSize());
  }
}
