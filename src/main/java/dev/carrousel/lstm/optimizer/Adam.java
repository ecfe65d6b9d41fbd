package dev.carrousel.lstm.optimizer;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1): {@code m = b1 m + (1 - b1) dw, v = b2 v + (1 - b2) dw^2,
 * w = w - learningRate m^ / (sqrt(v^) + epsilon)}, where ^ divides by {@code 1 - b^t}. With a
 * weight decay it is AdamW (Loshchilov and Hutter 2019): first {@code w = w - learningRate
 * weightDecay w}.
 *
 * @param learningRate size of a step, positive
 * @param beta1 decay of the first moment, 0 to below 1
 * @param beta2 decay of the second moment, 0 to below 1
 * @param epsilon added to the root, positive
 * @param weightDecay share that a learning rate of 1 would take from every weight, 0 to below 1
 */
public record Adam(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /** Checks the ranges. */
  public Adam {
    Optimizer.require("learningRate", learningRate, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    Optimizer.require("beta1", beta1, 0, 1);
    Optimizer.require("beta2", beta2, 0, 1);
    Optimizer.require("epsilon", epsilon, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    Optimizer.require("weightDecay", weightDecay, 0, 1);
  }

  /**
   * Adam with the paper's decays: 0.9, 0.999, epsilon 1e-8, and no weight decay.
   *
   * @param learningRate size of a step
   * @return the settings
   */
  public static Adam of(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public Updater start(int size) {
    return new Estimation(this, size);
  }

  private static final class Estimation implements Updater {

    private static final String FIRST = "optimizer.first";
    private static final String SECOND = "optimizer.second";
    private static final String STEPS = "optimizer.steps";

    private final Adam settings;
    private final float[] first;
    private final float[] second;
    private long steps;

    Estimation(Adam settings, int size) {
      this.settings = settings;
      this.first = new float[size];
      this.second = new float[size];
    }

    @Override
    public void step(float[] weights, float[] gradients, double rate) {
      steps++;
      double firstBias = 1 - Math.pow(settings.beta1, (double) steps);
      double secondBias = 1 - Math.pow(settings.beta2, (double) steps);
      float beta1 = (float) settings.beta1;
      float beta2 = (float) settings.beta2;
      float size = (float) -(settings.learningRate * rate / firstBias);
      float unbias = (float) (1 / Math.sqrt(secondBias));
      float epsilon = (float) settings.epsilon;
      float kept = (float) (1 - settings.learningRate * rate * settings.weightDecay);
      for (int i = 0; i < weights.length; i++) {
        float gradient = gradients[i];
        first[i] = Math.fma(beta1, first[i], (1f - beta1) * gradient);
        second[i] = Math.fma(beta2, second[i], (1f - beta2) * gradient * gradient);
        float root = Math.fma((float) Math.sqrt(second[i]), unbias, epsilon);
        weights[i] = kept * weights[i] + size * first[i] / root;
      }
    }

    @Override
    public List<Tensor> moments() {
      return List.of(
          Moments.write(FIRST, first),
          Moments.write(SECOND, second),
          new Tensor.Longs(STEPS, List.of(), new long[] {steps}));
    }

    @Override
    public void restore(Tensors snapshot) {
      Moments.read(snapshot, FIRST, first);
      Moments.read(snapshot, SECOND, second);
      steps = snapshot.longs(STEPS, List.of())[0];
    }
  }
}
