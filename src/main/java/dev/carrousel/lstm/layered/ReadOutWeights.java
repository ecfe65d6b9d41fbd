package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where the weights of the dense read-out {@code y = W h + b} stand in the network's flat array,
 * and how they are called outside.
 *
 * @param hiddenSize number of cells H of the top layer, all directions together
 * @param outputSize number of outputs O
 * @param offset where the read-out begins in the flat array
 */
record ReadOutWeights(int hiddenSize, int outputSize, int offset) {

  private static final String WEIGHT = "output.weight";
  private static final String BIAS = "output.bias";

  int sources() {
    return hiddenSize + 1;
  }

  int length() {
    return Panels.length(sources(), outputSize, 1);
  }

  Panels in(float[] flat) {
    return new Panels(flat, offset, sources(), outputSize, 1);
  }

  void initialise(float[] flat, Initialiser initialiser, RandomGenerator random) {
    Panels panels = in(flat);
    double range =
        initialiser == Initialiser.UNIFORM
            ? 1 / Math.sqrt(hiddenSize)
            : Draws.glorotRange(hiddenSize, outputSize);
    for (int output = 0; output < outputSize; output++) {
      for (int source = 0; source < hiddenSize; source++) {
        flat[panels.index(source, output, 0)] = (float) random.nextDouble(-range, range);
      }
      flat[panels.index(hiddenSize, output, 0)] = 0f;
    }
  }

  List<Tensor> export(float[] flat) {
    Panels panels = in(flat);
    float[] weight = new float[outputSize * hiddenSize];
    float[] bias = new float[outputSize];
    for (int output = 0; output < outputSize; output++) {
      for (int source = 0; source < hiddenSize; source++) {
        weight[output * hiddenSize + source] = flat[panels.index(source, output, 0)];
      }
      bias[output] = flat[panels.index(hiddenSize, output, 0)];
    }
    return List.of(
        new Tensor.Floats(WEIGHT, List.of(outputSize, hiddenSize), weight),
        new Tensor.Floats(BIAS, List.of(outputSize), bias));
  }

  void load(Tensors tensors, float[] flat) {
    Panels panels = in(flat);
    float[] weight = tensors.floats(WEIGHT, List.of(outputSize, hiddenSize));
    float[] bias = tensors.floats(BIAS, List.of(outputSize));
    for (int output = 0; output < outputSize; output++) {
      for (int source = 0; source < hiddenSize; source++) {
        flat[panels.index(source, output, 0)] = weight[output * hiddenSize + source];
      }
      flat[panels.index(hiddenSize, output, 0)] = bias[output];
    }
  }
}
