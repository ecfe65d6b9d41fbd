package dev.carrousel.lstm.optimizer;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/**
 * An optimizer at work on one array of weights. One thread at a time; allocates nothing per step.
 */
public interface Updater {

  /**
   * Takes one step.
   *
   * @param weights changed in place
   * @param gradients of the same length
   * @param rate factor on the learning rate of this step, 1 without a schedule
   */
  void step(float[] weights, float[] gradients, double rate);

  /**
   * What the optimizer remembers from step to step.
   *
   * @return copies, named {@code optimizer.*}
   */
  List<Tensor> moments();

  /**
   * Takes back what {@link #moments} wrote.
   *
   * @param snapshot holds them among others
   */
  void restore(Tensors snapshot);
}
