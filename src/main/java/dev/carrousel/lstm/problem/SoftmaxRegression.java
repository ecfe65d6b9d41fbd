package dev.carrousel.lstm.problem;

/**
 * Multinomial logistic regression, the baseline without memory: full gradient descent on the
 * cross-entropy with a little weight decay, as many steps as a second of work allows.
 */
final class SoftmaxRegression {

  private static final double WORK = 1e9;
  private static final int MOST_STEPS = 500;
  private static final int FEWEST_STEPS = 10;
  private static final double LEARNING_RATE = 0.5;
  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 1e-4;

  private final int classes;
  private final int width;
  private final double[] weights;

  private SoftmaxRegression(int classes, int width) {
    this.classes = classes;
    this.width = width;
    this.weights = new double[classes * (width + 1)];
  }

  /**
   * Fits the regression.
   *
   * @param features shape [cases, width], of about unit size
   * @param truths class of each case
   */
  static SoftmaxRegression fit(double[][] features, int[] truths, int classes) {
    int width = features[0].length;
    SoftmaxRegression regression = new SoftmaxRegression(classes, width);
    double work = 4.0 * features.length * classes * (width + 1);
    int steps = (int) Math.clamp(WORK / work, FEWEST_STEPS, MOST_STEPS);
    double rate = LEARNING_RATE * (1 - MOMENTUM) / regression.meanSquare(features);
    double[] velocity = new double[regression.weights.length];
    for (int step = 0; step < steps; step++) {
      double[] gradient = regression.gradient(features, truths);
      for (int at = 0; at < velocity.length; at++) {
        velocity[at] = MOMENTUM * velocity[at] - rate * gradient[at];
        regression.weights[at] += velocity[at];
      }
    }
    return regression;
  }

  double[] probabilities(double[] features) {
    double[] outputs = new double[classes];
    double largest = Double.NEGATIVE_INFINITY;
    for (int of = 0; of < classes; of++) {
      int at = of * (width + 1);
      double sum = weights[at + width];
      for (int index = 0; index < width; index++) {
        sum += weights[at + index] * features[index];
      }
      outputs[of] = sum;
      largest = Math.max(largest, sum);
    }
    double total = 0;
    for (int of = 0; of < classes; of++) {
      outputs[of] = Math.exp(outputs[of] - largest);
      total += outputs[of];
    }
    for (int of = 0; of < classes; of++) {
      outputs[of] /= total;
    }
    return outputs;
  }

  private double[] gradient(double[][] features, int[] truths) {
    double[] gradient = new double[weights.length];
    for (int row = 0; row < features.length; row++) {
      double[] probabilities = probabilities(features[row]);
      probabilities[truths[row]] -= 1;
      for (int of = 0; of < classes; of++) {
        double difference = probabilities[of] / features.length;
        int at = of * (width + 1);
        for (int index = 0; index < width; index++) {
          gradient[at + index] += difference * features[row][index];
        }
        gradient[at + width] += difference;
      }
    }
    for (int at = 0; at < gradient.length; at++) {
      gradient[at] += DECAY * weights[at];
    }
    return gradient;
  }

  /** The curvature of the loss is at most half of this. */
  private double meanSquare(double[][] features) {
    double sum = features.length;
    for (double[] row : features) {
      for (double feature : row) {
        sum += feature * feature;
      }
    }
    return sum / features.length / 2;
  }
}
