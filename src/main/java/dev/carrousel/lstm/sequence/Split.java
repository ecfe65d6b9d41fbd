package dev.carrousel.lstm.sequence;

/**
 * The parts of a series in the order of time: training rows first, then validation, then test.
 *
 * @param trainingEnd row after the last training row
 * @param validationEnd row after the last validation row
 * @param rows number of all rows
 */
public record Split(int trainingEnd, int validationEnd, int rows) {

  /** Checks the order. */
  public Split {
    if (trainingEnd < 0 || validationEnd < trainingEnd || rows < validationEnd) {
      throw new IllegalArgumentException(
          "parts must follow each other, were to %d, %d and %d"
              .formatted(trainingEnd, validationEnd, rows));
    }
  }

  /**
   * Cuts by share.
   *
   * @param rows number of rows
   * @param validation share of validation rows, 0 to below 1
   * @param test share of test rows, 0 to below 1; both together below 1
   * @return the split; each share is rounded to whole rows
   */
  public static Split of(int rows, double validation, double test) {
    int testRows = Math.toIntExact(Math.round(rows * test));
    int validationRows = Math.toIntExact(Math.round(rows * validation));
    return new Split(rows - testRows - validationRows, rows - testRows, rows);
  }
}
