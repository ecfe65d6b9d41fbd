package dev.carrousel.lstm.loss;

import java.util.List;

/**
 * Cross-entropy in nats of softmax(outputs) against a distribution over classes: {@code -sum w d
 * log(softmax(y))} with a weight for each class, gradient {@code softmax(y) sum(w d) - w d}. A
 * target with a NaN counts as unknown altogether.
 *
 * @param classWeights what each class counts, finite and not negative; empty where all count 1
 */
public record SoftmaxCrossEntropy(List<Double> classWeights) implements Loss {

  /** Copies the weights and checks their range. */
  public SoftmaxCrossEntropy {
    classWeights = List.copyOf(classWeights);
    for (double weight : classWeights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "class weights must be finite and not negative, were " + classWeights);
      }
    }
  }

  /** All classes count 1. */
  public SoftmaxCrossEntropy() {
    this(List.of());
  }

  @Override
  public double differentiate(float[] outputs, int offset, double[] target, float scale) {
    double logNormaliser = logNormaliser(outputs, offset, target.length);
    double total = total(target);
    double loss = 0;
    for (int o = 0; o < target.length; o++) {
      double logProbability = outputs[offset + o] - logNormaliser;
      double weighted = weight(o) * target[o];
      if (weighted != 0) {
        loss -= weighted * logProbability;
      }
      outputs[offset + o] = (float) (Math.exp(logProbability) * total - weighted) * scale;
    }
    return known(target) ? loss : forget(outputs, offset, target.length);
  }

  /** The sum of a distribution, each class by its weight; 1 without weights. */
  private double total(double[] target) {
    if (classWeights.isEmpty()) {
      return 1;
    }
    double total = 0;
    for (int o = 0; o < target.length; o++) {
      total += weight(o) * target[o];
    }
    return total;
  }

  private double weight(int o) {
    return classWeights.isEmpty() ? 1 : classWeights.get(o);
  }

  @Override
  public void respond(float[] outputs, int offset, int size) {
    double logNormaliser = logNormaliser(outputs, offset, size);
    for (int o = 0; o < size; o++) {
      outputs[offset + o] = (float) Math.exp(outputs[offset + o] - logNormaliser);
    }
  }

  private static double logNormaliser(float[] outputs, int offset, int size) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int o = 0; o < size; o++) {
      largest = Math.max(largest, outputs[offset + o]);
    }
    double sum = 0;
    for (int o = 0; o < size; o++) {
      sum += Math.exp(outputs[offset + o] - largest);
    }
    return largest + Math.log(sum);
  }

  private static boolean known(double[] target) {
    for (double value : target) {
      if (Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  private static double forget(float[] outputs, int offset, int size) {
    for (int o = 0; o < size; o++) {
      outputs[offset + o] = 0f;
    }
    return 0;
  }
}
