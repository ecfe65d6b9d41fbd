package dev.carrousel.lstm.optimizer;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/**
 * RMSProp (Tieleman and Hinton 2012) with momentum (Graves 2013), as PyTorch writes it: {@code s =
 * decay s + (1 - decay) dw^2, v = momentum v + dw / (sqrt(s) + epsilon), w = w - learningRate v}.
 *
 * @param learningRate size of a step, positive
 * @param decay of the mean square, 0 to below 1
 * @param epsilon added to the root, positive
 * @param momentum share of the last step that is kept, 0 to below 1
 */
public record RmsProp(double learningRate, double decay, double epsilon, double momentum)
    implements Optimizer {

  /** Checks the ranges. */
  public RmsProp {
    Optimizer.require("learningRate", learningRate, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    Optimizer.require("decay", decay, 0, 1);
    Optimizer.require("epsilon", epsilon, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    Optimizer.require("momentum", momentum, 0, 1);
  }

  @Override
  public Updater start(int size) {
    return new Descent(this, new float[size], new float[size]);
  }

  private record Descent(RmsProp settings, float[] square, float[] velocity) implements Updater {

    private static final String SQUARE = "optimizer.square";
    private static final String VELOCITY = "optimizer.velocity";

    @Override
    public void step(float[] weights, float[] gradients, double rate) {
      float decay = (float) settings.decay;
      float momentum = (float) settings.momentum;
      float epsilon = (float) settings.epsilon;
      float size = (float) -(settings.learningRate * rate);
      for (int i = 0; i < weights.length; i++) {
        float gradient = gradients[i];
        square[i] = Math.fma(decay, square[i], (1f - decay) * gradient * gradient);
        float relative = gradient / ((float) Math.sqrt(square[i]) + epsilon);
        velocity[i] = Math.fma(momentum, velocity[i], relative);
        weights[i] = Math.fma(size, velocity[i], weights[i]);
      }
    }

    @Override
    public List<Tensor> moments() {
      return List.of(Moments.write(SQUARE, square), Moments.write(VELOCITY, velocity));
    }

    @Override
    public void restore(Tensors snapshot) {
      Moments.read(snapshot, SQUARE, square);
      Moments.read(snapshot, VELOCITY, velocity);
    }
  }
}
