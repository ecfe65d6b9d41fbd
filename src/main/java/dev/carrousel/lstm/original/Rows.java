package dev.carrousel.lstm.original;

import java.util.Arrays;

/**
 * Loops over matrices with a row for each source and {@code width} lanes, width a multiple of four.
 * Each lane sums its rows in their order by fused multiply-add, whatever the width.
 */
final class Rows {

  /** From this width on, whole rows are added; below, four lanes stay in registers. */
  private static final int WIDE = 32;

  private Rows() {}

  /** The next multiple of four. */
  static int padded(int lanes) {
    return (lanes + 3) & ~3;
  }

  /** {@code sum[l] = sum_r source[r] matrix[r][l]} over the first rows. */
  static void weightedSum(double[] sum, double[] matrix, double[] source, int rows, int width) {
    if (width >= WIDE) {
      Arrays.fill(sum, 0, width, 0);
      for (int row = 0; row < rows; row++) {
        addRow(sum, matrix, row * width, source[row], width);
      }
    } else if (width == 8) {
      sumEight(sum, matrix, source, rows);
    } else {
      for (int lane = 0; lane < width; lane += 4) {
        sumFour(sum, matrix, source, rows, width, lane);
      }
    }
  }

  /** {@code sum[l] += factor matrix[at + l]}. */
  static void addRow(double[] sum, double[] matrix, int at, double factor, int width) {
    for (int lane = 0; lane < width; lane++) {
      sum[lane] = Math.fma(factor, matrix[at + lane], sum[lane]);
    }
  }

  /** {@code matrix[at + l] += factor lanes[l]}. */
  static void addToRow(double[] matrix, int at, double[] lanes, double factor, int width) {
    for (int lane = 0; lane < width; lane++) {
      matrix[at + lane] = Math.fma(factor, lanes[lane], matrix[at + lane]);
    }
  }

  /** {@code matrix[r][l] += source[r] lanes[l]} over the first rows. */
  static void addOuter(double[] matrix, double[] source, double[] lanes, int rows, int width) {
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

  /** {@code sum_l matrix[at + l] lanes[l]}. */
  static double dot(double[] matrix, int at, double[] lanes, int width) {
    double sum = 0;
    for (int lane = 0; lane < width; lane++) {
      sum = Math.fma(matrix[at + lane], lanes[lane], sum);
    }
    return sum;
  }

  private static void sumFour(
      double[] sum, double[] matrix, double[] source, int rows, int width, int lane) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int row = 0, at = lane; row < rows; row++, at += width) {
      double z = source[row];
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

  /** The commonest width, that of two blocks of two cells, in one pass. */
  private static void sumEight(double[] sum, double[] matrix, double[] source, int rows) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int row = 0; row < rows; row++) {
      double z = source[row];
      int at = row * 8;
      a = Math.fma(z, matrix[at], a);
      b = Math.fma(z, matrix[at + 1], b);
      c = Math.fma(z, matrix[at + 2], c);
      d = Math.fma(z, matrix[at + 3], d);
      e = Math.fma(z, matrix[at + 4], e);
      f = Math.fma(z, matrix[at + 5], f);
      g = Math.fma(z, matrix[at + 6], g);
      h = Math.fma(z, matrix[at + 7], h);
    }
    sum[0] = a;
    sum[1] = b;
    sum[2] = c;
    sum[3] = d;
    sum[4] = e;
    sum[5] = f;
    sum[6] = g;
    sum[7] = h;
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
