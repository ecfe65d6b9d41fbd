package dev.carrousel.lstm.loss;

/** The mean of (output - target)^2 over the known components of the target. */
public record MeanSquaredError() implements Loss {

  @Override
  public double differentiate(float[] outputs, int offset, double[] target, float scale) {
    int known = known(target);
    double sum = 0;
    for (int o = 0; o < target.length; o++) {
      double difference = Double.isNaN(target[o]) ? 0 : outputs[offset + o] - target[o];
      sum += difference * difference;
      outputs[offset + o] = known == 0 ? 0f : (float) (2 * difference / known) * scale;
    }
    return known == 0 ? 0 : sum / known;
  }

  @Override
  public void respond(float[] outputs, int offset, int size) {}

  private static int known(double[] target) {
    int known = 0;
    for (double value : target) {
      if (!Double.isNaN(value)) {
        known++;
      }
    }
    return known;
  }
}
