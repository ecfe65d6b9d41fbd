package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.optimizer.Optimizer;
import java.util.List;

/**
 * Everything that determines a layered LSTM and how it learns, but for the seed.
 *
 * @param shape who feeds whom
 * @param initialiser how the weights are drawn
 * @param forgetBias initial bias of the forget gates; 1 lets gradients flow from the start
 *     (Jozefowicz et al. 2015)
 * @param learning how it learns
 */
public record LayeredSettings(
    LayeredShape shape, Initialiser initialiser, double forgetBias, LayeredLearning learning) {

  /** Checks the ranges and that the parts go together. */
  public LayeredSettings {
    if (!Double.isFinite(forgetBias)) {
      throw new IllegalArgumentException("forgetBias must be finite, was " + forgetBias);
    }
    if (shape.bidirectional() && learning.truncation() > 0) {
      throw new IllegalArgumentException(
          "truncation must be 0 in a bidirectional network, which needs whole sequences, was "
              + learning.truncation());
    }
  }

  /**
   * A network with forget gates that learns at a constant rate from whole sequences, its weights
   * uniform.
   *
   * @param inputSize width of the input vectors
   * @param layers hidden size of each layer
   * @param outputSize width of the output vectors
   * @param forgetBias initial bias of the forget gates
   * @param loss what is minimised
   * @param optimizer how the weights follow the gradient
   * @param clipNorm largest norm of the gradient
   */
  public LayeredSettings(
      int inputSize,
      List<Integer> layers,
      int outputSize,
      double forgetBias,
      Loss loss,
      Optimizer optimizer,
      double clipNorm) {
    this(
        LayeredShape.of(inputSize, layers, outputSize),
        Initialiser.UNIFORM,
        forgetBias,
        LayeredLearning.of(loss, optimizer).withClipNorm(clipNorm));
  }

  /**
   * Number of trainable weights.
   *
   * @return the number of weights of the shape
   */
  public long parameterCount() {
    return shape.parameterCount();
  }
}
