package dev.carrousel.lstm.insight;

import java.util.ArrayList;
import java.util.List;

/** Euclidean norms of rows. */
public final class Norms {

  private Norms() {}

  /**
   * The norms of some columns of each row, the last row first.
   *
   * @param rows shape [T, width], row-major
   * @param width columns of a row
   * @param from first column that counts
   * @param to behind the last one
   * @return T norms, by how far the row is from the last
   */
  public static List<Double> byLag(double[] rows, int width, int from, int to) {
    List<Double> norms = new ArrayList<>();
    for (int row = rows.length / width - 1; row >= 0; row--) {
      double sum = 0;
      for (int column = from; column < to; column++) {
        double value = rows[row * width + column];
        sum = Math.fma(value, value, sum);
      }
      norms.add(Math.sqrt(sum));
    }
    return norms;
  }
}
