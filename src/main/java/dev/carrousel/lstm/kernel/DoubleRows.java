package dev.carrousel.lstm.kernel;

/**
 * Loops over matrices with a row for each source and {@code width} lanes, width a multiple of four.
 * Each lane sums its rows in their order by fused multiply-add, whatever the width. Stateless,
 * allocates nothing.
 */
public final class DoubleRows {

  /** From this width on, whole rows are added; below, four lanes stay in registers. */
  private static final int WIDE = 32;

  private DoubleRows() {}

  /**
   * {@code sum[l] += sum_r source[r] matrix[r][l]}.
   *
   * @param sum shape [width]
   * @param matrix shape [rows, width]
   * @param source shape [rows]
   * @param first first row
   * @param end the row behind the last one
   * @param width a multiple of four
   */
  public static void addWeighted(
      double[] sum, double[] matrix, double[] source, int first, int end, int width) {
    if (width >= WIDE) {
      for (int row = first; row < end; row++) {
        addRow(sum, matrix, row * width, source[row], width);
      }
    } else {
      for (int lane = 0; lane < width; lane += 4) {
        addFour(sum, matrix, source, first, end, 1, width, lane);
      }
    }
  }

  /**
   * {@code sum[l] += factor matrix[at + l]}.
   *
   * @param sum shape [width]
   * @param matrix any rows
   * @param at where the row begins
   * @param factor the factor
   * @param width number of lanes
   */
  public static void addRow(double[] sum, double[] matrix, int at, double factor, int width) {
    for (int lane = 0; lane < width; lane++) {
      sum[lane] = Math.fma(factor, matrix[at + lane], sum[lane]);
    }
  }

  /**
   * {@code matrix[at + l] += factor lanes[l]}.
   *
   * @param matrix any rows
   * @param at where the row begins
   * @param lanes shape [width]
   * @param factor the factor
   * @param width number of lanes
   */
  public static void addToRow(double[] matrix, int at, double[] lanes, double factor, int width) {
    for (int lane = 0; lane < width; lane++) {
      matrix[at + lane] = Math.fma(factor, lanes[lane], matrix[at + lane]);
    }
  }

  /**
   * {@code matrix[r][l] += source[r] lanes[l]} over the first rows.
   *
   * @param matrix shape [rows, width]
   * @param source shape [rows]
   * @param lanes shape [width]
   * @param rows number of rows
   * @param width a multiple of four
   */
  public static void addOuter(
      double[] matrix, double[] source, double[] lanes, int rows, int width) {
    if (width >= WIDE) {
      for (int row = 0; row < rows; row++) {
        addToRow(matrix, row * width, lanes, source[row], width);
      }
    } else {
      for (int lane = 0; lane < width; lane += 4) {
        addOuterFour(matrix, source, lanes, rows, width, lane);
      }
    }
  }

  /**
   * {@code sum_l matrix[at + l] lanes[l]}, in four partial sums.
   *
   * @param matrix any rows
   * @param at where the row begins
   * @param lanes shape [width]
   * @param width a multiple of four
   * @return the sum
   */
  public static double dot(double[] matrix, int at, double[] lanes, int width) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int lane = 0; lane < width; lane += 4) {
      a = Math.fma(matrix[at + lane], lanes[lane], a);
      b = Math.fma(matrix[at + lane + 1], lanes[lane + 1], b);
      c = Math.fma(matrix[at + lane + 2], lanes[lane + 2], c);
      d = Math.fma(matrix[at + lane + 3], lanes[lane + 3], d);
    }
    return (a + b) + (c + d);
  }

  /**
   * Adds row 1, 3, ... to one sum and row 2, 4, ... to the other, as {@link #addWeighted} does;
   * neither has to wait for the other.
   */
  static void addAlternating(
      double[] one, double[] other, double[] matrix, double[] source, int end, int width) {
    if (width >= WIDE) {
      for (int row = 1; row < end; row++) {
        addRow((row & 1) == 1 ? one : other, matrix, row * width, source[row], width);
      }
    } else {
      for (int lane = 0; lane < width; lane += 4) {
        addFour(one, matrix, source, 1, end, 2, width, lane);
        addFour(other, matrix, source, 2, end, 2, width, lane);
      }
    }
  }

  private static void addFour(
      double[] sum,
      double[] matrix,
      double[] source,
      int first,
      int end,
      int stride,
      int width,
      int lane) {
    double a = sum[lane];
    double b = sum[lane + 1];
    double c = sum[lane + 2];
    double d = sum[lane + 3];
    for (int row = first; row < end; row += stride) {
      double z = source[row];
      int at = row * width + lane;
      a = Math.fma(z, matrix[at], a);
      b = Math.fma(z, matrix[at + 1], b);
      c = Math.fma(z, matrix[at + 2], c);
      d = Math.fma(z, matrix[at + 3], d);
    }
    sum[lane] = a;
    sum[lane + 1] = b;
    sum[lane + 2] = c;
    sum[lane + 3] = d;
  }

  private static void addOuterFour(
      double[] matrix, double[] source, double[] lanes, int rows, int width, int lane) {
    double a = lanes[lane];
    double b = lanes[lane + 1];
    double c = lanes[lane + 2];
    double d = lanes[lane + 3];
    for (int row = 0, at = lane; row < rows; row++, at += width) {
      double z = source[row];
      matrix[at] = Math.fma(z, a, matrix[at]);
      matrix[at + 1] = Math.fma(z, b, matrix[at + 1]);
      matrix[at + 2] = Math.fma(z, c, matrix[at + 2]);
      matrix[at + 3] = Math.fma(z, d, matrix[at + 3]);
    }
  }
}
