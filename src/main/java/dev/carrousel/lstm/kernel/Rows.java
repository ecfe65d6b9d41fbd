package dev.carrousel.lstm.kernel;

/**
 * Rows of numbers inside an array: row r begins at {@code offset + r * stride}. A view that owns
 * nothing.
 *
 * @param values the array
 * @param offset where row 0 begins
 * @param stride distance between the beginnings of two rows, at least their width
 * @param count number of rows
 */
public record Rows(float[] values, int offset, int stride, int count) {

  /** Checks that the rows lie inside the array. */
  public Rows {
    if (offset < 0
        || count < 0
        || (count > 0 && offset + (long) (count - 1) * stride > values.length)) {
      throw new IllegalArgumentException(
          "%d rows of stride %d from %d must lie inside %d values"
              .formatted(count, stride, offset, values.length));
    }
  }

  /**
   * Where a row begins.
   *
   * @param row the row, 0 to count-1
   * @return its index in {@link #values}
   */
  public int start(int row) {
    return offset + row * stride;
  }
}
