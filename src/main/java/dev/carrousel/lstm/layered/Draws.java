package dev.carrousel.lstm.layered;

import java.util.random.RandomGenerator;

/** Random numbers and matrices for initial weights, the same on every machine. */
final class Draws {

  private Draws() {}

  /** Half the width of the interval that Glorot and Bengio (2010) draw from. */
  static double glorotRange(int fanIn, int fanOut) {
    return Math.sqrt(6.0 / (fanIn + fanOut));
  }

  /** A standard normal number by the method of Box and Muller (1958). */
  static double normal(RandomGenerator random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** A square matrix with orthonormal rows: normal rows made orthogonal by Gram and Schmidt. */
  static double[][] orthogonal(int size, RandomGenerator random) {
    double[][] rows = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        rows[row][column] = normal(random);
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < row; before++) {
          subtract(rows[row], rows[before]);
        }
      }
      normalise(rows[row]);
    }
    return rows;
  }

  private static void subtract(double[] from, double[] direction) {
    double along = dot(from, direction);
    for (int at = 0; at < from.length; at++) {
      from[at] -= along * direction[at];
    }
  }

  private static void normalise(double[] row) {
    double length = Math.sqrt(dot(row, row));
    for (int at = 0; at < row.length; at++) {
      row[at] /= length;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int at = 0; at < a.length; at++) {
      sum += a[at] * b[at];
    }
    return sum;
  }
}
