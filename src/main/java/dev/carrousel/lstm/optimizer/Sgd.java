package dev.carrousel.lstm.optimizer;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/**
 * Stochastic gradient descent with classical momentum (Polyak 1964), as PyTorch writes it: {@code v
 * = momentum v + dw, w = w - learningRate v}; with Nesterov's momentum (Sutskever et al. 2013)
 * {@code w = w - learningRate (dw + momentum v)}.
 *
 * @param learningRate size of a step, positive
 * @param momentum share of the last step that is kept, 0 to below 1
 * @param nesterov whether the momentum looks one step ahead
 */
public record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {

  /** Checks the ranges. */
  public Sgd {
    Optimizer.require("learningRate", learningRate, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    Optimizer.require("momentum", momentum, 0, 1);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov must have a positive momentum, had 0");
    }
  }

  /**
   * Descent with classical momentum.
   *
   * @param learningRate size of a step, positive
   * @param momentum share of the last step that is kept, 0 to below 1
   */
  public Sgd(double learningRate, double momentum) {
    this(learningRate, momentum, false);
  }

  @Override
  public Updater start(int size) {
    return new Descent(this, new float[size]);
  }

  private record Descent(Sgd settings, float[] velocity) implements Updater {

    private static final String VELOCITY = "optimizer.velocity";

    @Override
    public void step(float[] weights, float[] gradients, double rate) {
      float momentum = (float) settings.momentum;
      float size = (float) -(settings.learningRate * rate);
      if (settings.nesterov) {
        lookAhead(weights, gradients, momentum, size);
      } else {
        for (int i = 0; i < weights.length; i++) {
          velocity[i] = Math.fma(momentum, velocity[i], gradients[i]);
          weights[i] = Math.fma(size, velocity[i], weights[i]);
        }
      }
    }

    private void lookAhead(float[] weights, float[] gradients, float momentum, float size) {
      for (int i = 0; i < weights.length; i++) {
        velocity[i] = Math.fma(momentum, velocity[i], gradients[i]);
        weights[i] = Math.fma(size, Math.fma(momentum, velocity[i], gradients[i]), weights[i]);
      }
    }

    @Override
    public List<Tensor> moments() {
      return List.of(Moments.write(VELOCITY, velocity));
    }

    @Override
    public void restore(Tensors snapshot) {
      Moments.read(snapshot, VELOCITY, velocity);
    }
  }
}
