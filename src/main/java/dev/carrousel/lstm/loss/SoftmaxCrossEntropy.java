package dev.carrousel.lstm.loss;

/**
 * Cross-entropy in nats of softmax(outputs) against a distribution over classes: {@code -sum d
 * log(softmax(y))}, gradient {@code softmax(y) - d}. A target with a NaN counts as unknown
 * altogether.
 */
public record SoftmaxCrossEntropy() implements Loss {

  @Override
  public double differentiate(float[] outputs, int offset, double[] target, float scale) {
    double logNormaliser = logNormaliser(outputs, offset, target.length);
    double loss = 0;
    for (int o = 0; o < target.length; o++) {
      double logProbability = outputs[offset + o] - logNormaliser;
      if (target[o] != 0) {
        loss -= target[o] * logProbability;
      }
      double gradient = Math.exp(logProbability) - target[o];
      outputs[offset + o] = (float) gradient * scale;
    }
    return known(target) ? loss : forget(outputs, offset, target.length);
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
