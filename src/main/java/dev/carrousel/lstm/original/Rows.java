package dev.carrousel.lstm.original;

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

  /** {@code sum[l] += sum_r source[r] matrix[r][l]} over the rows from first to before end. */
  static void addWeighted(
      double[] sum, double[] matrix, double[] source, int first, int end, int width) {
    if (width >= WIDE) {
      for (int row = first; row < end; row++) {
        addRow(sum, matrix, row * width, source[row], width);
      }
    } else if (width == 8) {
      addEight(sum, matrix, source, first, end);
    } else {
      for (int lane = 0; lane < width; lane += 4) {
        addFour(sum, matrix, source, first, end, width, lane);
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
    } else if (width == 8) {
      addOuterEight(matrix, source, lanes, rows);
    } else {
      for (int lane = 0; lane < width; lane += 4) {
        addOuterFour(matrix, source, lanes, rows, width, lane);
      }
    }
  }

  /** {@code sum_l matrix[at + l] lanes[l]}, in four partial sums. */
  static double dot(double[] matrix, int at, double[] lanes, int width) {
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

  private static void addFour(
      double[] sum, double[] matrix, double[] source, int first, int end, int width, int lane) {
    double a = sum[lane];
    double b = sum[lane + 1];
    double c = sum[lane + 2];
    double d = sum[lane + 3];
    for (int row = first; row < end; row++) {
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

  /** The commonest width, that of two blocks of two cells, in one pass. */
  private static void addEight(double[] sum, double[] matrix, double[] source, int first, int end) {
    double a = sum[0];
    double b = sum[1];
    double c = sum[2];
    double d = sum[3];
    double e = sum[4];
    double f = sum[5];
    double g = sum[6];
    double h = sum[7];
    for (int row = first; row < end; row++) {
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

  private static void addOuterEight(double[] matrix, double[] source, double[] lanes, int rows) {
    double a = lanes[0];
    double b = lanes[1];
    double c = lanes[2];
    double d = lanes[3];
    double e = lanes[4];
    double f = lanes[5];
    double g = lanes[6];
    double h = lanes[7];
    for (int row = 0; row < rows; row++) {
      double z = source[row];
      int at = row * 8;
      matrix[at] = Math.fma(z, a, matrix[at]);
      matrix[at + 1] = Math.fma(z, b, matrix[at + 1]);
      matrix[at + 2] = Math.fma(z, c, matrix[at + 2]);
      matrix[at + 3] = Math.fma(z, d, matrix[at + 3]);
      matrix[at + 4] = Math.fma(z, e, matrix[at + 4]);
      matrix[at + 5] = Math.fma(z, f, matrix[at + 5]);
      matrix[at + 6] = Math.fma(z, g, matrix[at + 6]);
      matrix[at + 7] = Math.fma(z, h, matrix[at + 7]);
    }
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
