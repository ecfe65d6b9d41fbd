package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where the weights of one LSTM layer stand in the network's flat array, and how they are called
 * outside.
 *
 * @param layer number of the layer, 0 next to the input
 * @param inputSize width I of what the layer reads from below
 * @param hiddenSize number of memory cells H
 * @param offset where the layer begins in the flat array
 */
record LayerWeights(int layer, int inputSize, int hiddenSize, int offset) {

  static final int GATES = 4;
  private static final int FORGET_GATE = 1;

  int sources() {
    return hiddenSize + inputSize + 1;
  }

  int length() {
    return Panels.length(sources(), hiddenSize, GATES);
  }

  Panels in(float[] flat) {
    return new Panels(flat, offset, sources(), hiddenSize, GATES);
  }

  /**
   * Weights uniform in plus or minus 1/sqrt(H), as PyTorch draws them; biases 0, but for the forget
   * gate's.
   */
  void initialise(float[] flat, double forgetBias, RandomGenerator random) {
    Panels panels = in(flat);
    double range = 1 / Math.sqrt(hiddenSize);
    for (int gate = 0; gate < GATES; gate++) {
      for (int unit = 0; unit < hiddenSize; unit++) {
        for (int source = 0; source < sources() - 1; source++) {
          flat[panels.index(source, unit, gate)] = (float) random.nextDouble(-range, range);
        }
        flat[panels.index(sources() - 1, unit, gate)] =
            gate == FORGET_GATE ? (float) forgetBias : 0f;
      }
    }
  }

  List<Tensor> export(float[] flat) {
    int rows = GATES * hiddenSize;
    return List.of(
        new Tensor.Floats(inputName(), List.of(rows, inputSize), read(flat, hiddenSize, inputSize)),
        new Tensor.Floats(recurrentName(), List.of(rows, hiddenSize), read(flat, 0, hiddenSize)),
        new Tensor.Floats(inputBiasName(), List.of(rows), read(flat, sources() - 1, 1)),
        new Tensor.Floats(recurrentBiasName(), List.of(rows), new float[rows]));
  }

  void load(Tensors tensors, float[] flat) {
    int rows = GATES * hiddenSize;
    write(tensors.floats(inputName(), List.of(rows, inputSize)), flat, hiddenSize, inputSize);
    write(tensors.floats(recurrentName(), List.of(rows, hiddenSize)), flat, 0, hiddenSize);
    float[] bias = tensors.floats(inputBiasName(), List.of(rows)).clone();
    float[] recurrentBias = tensors.floats(recurrentBiasName(), List.of(rows));
    for (int row = 0; row < rows; row++) {
      bias[row] += recurrentBias[row];
    }
    write(bias, flat, sources() - 1, 1);
  }

  private float[] read(float[] flat, int firstSource, int columns) {
    Panels panels = in(flat);
    float[] matrix = new float[GATES * hiddenSize * columns];
    for (int at = 0; at < matrix.length; at++) {
      matrix[at] = flat[index(panels, at, firstSource, columns)];
    }
    return matrix;
  }

  private void write(float[] matrix, float[] flat, int firstSource, int columns) {
    Panels panels = in(flat);
    for (int at = 0; at < matrix.length; at++) {
      flat[index(panels, at, firstSource, columns)] = matrix[at];
    }
  }

  private int index(Panels panels, int at, int firstSource, int columns) {
    int row = at / columns;
    return panels.index(firstSource + at % columns, row % hiddenSize, row / hiddenSize);
  }

  private String inputName() {
    return "lstm.weight_ih_l" + layer;
  }

  private String recurrentName() {
    return "lstm.weight_hh_l" + layer;
  }

  private String inputBiasName() {
    return "lstm.bias_ih_l" + layer;
  }

  private String recurrentBiasName() {
    return "lstm.bias_hh_l" + layer;
  }
}
