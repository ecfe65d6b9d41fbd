package dev.carrousel.lstm.problem;

/**
 * Linear regression with a little ridge on all but the intercept, by the normal equations: a
 * baseline without memory.
 */
final class LeastSquares {

  private static final double RIDGE = 1e-3;

  private final double[] weights;

  private LeastSquares(double[] weights) {
    this.weights = weights;
  }

  /**
   * Fits the regression.
   *
   * @param features shape [cases, width]
   * @param truths the number of each case
   */
  static LeastSquares fit(double[][] features, double[] truths) {
    int size = features[0].length + 1;
    double[][] normal = new double[size][size];
    double[] right = new double[size];
    for (int row = 0; row < features.length; row++) {
      for (int i = 0; i < size; i++) {
        double left = feature(features[row], i);
        right[i] += left * truths[row];
        for (int j = 0; j <= i; j++) {
          normal[i][j] += left * feature(features[row], j);
        }
      }
    }
    for (int i = 0; i < size - 1; i++) {
      normal[i][i] += RIDGE * features.length;
    }
    return new LeastSquares(solve(normal, right));
  }

  double value(double[] features) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * feature(features, i);
    }
    return sum;
  }

  private static double feature(double[] features, int index) {
    return index == features.length ? 1 : features[index];
  }

  /** By Cholesky's decomposition, in place; the matrix is given by its lower half. */
  private static double[] solve(double[][] lower, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    double[] solution = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= lower[i][k] * solution[k];
      }
      solution[i] /= lower[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        solution[i] -= lower[k][i] * solution[k];
      }
      solution[i] /= lower[i][i];
    }
    return solution;
  }
}
