package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.optimizer.Optimizer;
import java.util.List;

/**
 * Everything that determines a layered LSTM and how it learns, but for the seed.
 *
 * @param inputSize width I of the input vectors, positive
 * @param layers hidden size H of each layer, from the input upwards; at least one, each positive
 * @param outputSize width O of the output vectors, positive
 * @param forgetBias initial bias of the forget gates; 1 lets gradients flow from the start
 *     (Jozefowicz et al. 2015)
 * @param loss what is minimised
 * @param optimizer how the weights follow the gradient
 * @param clipNorm largest Euclidean norm that the gradient of all weights together may have,
 *     positive; infinite for none
 */
public record LayeredSettings(
    int inputSize,
    List<Integer> layers,
    int outputSize,
    double forgetBias,
    Loss loss,
    Optimizer optimizer,
    double clipNorm) {

  /** Checks the ranges. */
  public LayeredSettings {
    requirePositive("inputSize", inputSize);
    requirePositive("outputSize", outputSize);
    requirePositive("number of layers", layers.size());
    for (int hiddenSize : layers) {
      requirePositive("hiddenSize", hiddenSize);
    }
    if (!Double.isFinite(forgetBias)) {
      throw new IllegalArgumentException("forgetBias must be finite, was " + forgetBias);
    }
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm must be positive, was " + clipNorm);
    }
    layers = List.copyOf(layers);
  }

  /**
   * Number of trainable weights: {@code 4H(I + H + 1)} per layer and {@code O(H + 1)} for the
   * read-out.
   *
   * @return the number of weights
   */
  public long parameterCount() {
    long count = 0;
    long below = inputSize;
    for (long hiddenSize : layers) {
      count += 4 * hiddenSize * (below + hiddenSize + 1);
      below = hiddenSize;
    }
    return count + outputSize * (below + 1);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be positive, was %d".formatted(name, value));
    }
  }
}
