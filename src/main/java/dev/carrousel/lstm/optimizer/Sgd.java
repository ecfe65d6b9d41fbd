package dev.carrousel.lstm.optimizer;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/**
 * Stochastic gradient descent with classical momentum (Polyak 1964), as PyTorch writes it: {@code v
 * = momentum v + dw, w = w - learningRate v}.
 *
 * @param learningRate size of a step, positive
 * @param momentum share of the last step that is kept, 0 to below 1
 */
public record Sgd(double learningRate, double momentum) implements Optimizer {

  /** Checks the ranges. */
  public Sgd {
    Optimizer.require("learningRate", learningRate, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    Optimizer.require("momentum", momentum, 0, 1);
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
      for (int i = 0; i < weights.length; i++) {
        velocity[i] = Math.fma(momentum, velocity[i], gradients[i]);
        weights[i] = Math.fma(size, velocity[i], weights[i]);
      }
    }

    @Override
    public List<Tensor> moments() {
      return List.of(new Tensor.Floats(VELOCITY, List.of(velocity.length), velocity.clone()));
    }

    @Override
    public void restore(Tensors snapshot) {
      System.arraycopy(
          snapshot.floats(VELOCITY, List.of(velocity.length)), 0, velocity, 0, velocity.length);
    }
  }
}
