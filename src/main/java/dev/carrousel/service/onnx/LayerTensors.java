package dev.carrousel.service.onnx;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.learner.Tensors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one layer. Ours have a block of H rows for each learned gate in the order i, f, g,
 * o; the operator LSTM wants them in the order i, o, f, c, its peepholes in the order i, o, f, and
 * the directions one behind the other.
 *
 * @param shape the shape of the network
 * @param weights its weights
 * @param layer number of the layer
 * @param inputSize width of what the layer reads
 */
record LayerTensors(LayeredShape shape, Tensors weights, int layer, int inputSize) {

  int hiddenSize() {
    return shape.layers().get(layer);
  }

  int directions() {
    return shape.bidirectional() ? 2 : 1;
  }

  /** Number of learned gates, the candidate counted. */
  int gates() {
    return shape.forgetting() == Forgetting.GATE ? 4 : 3;
  }

  float[] input(int direction) {
    return floats("weight_ih", direction, gates() * hiddenSize(), inputSize);
  }

  float[] recurrent(int direction) {
    return floats("weight_hh", direction, gates() * hiddenSize(), hiddenSize());
  }

  float[] bias(int direction) {
    float[] bias = floats("bias_ih", direction, gates() * hiddenSize()).clone();
    float[] second = floats("bias_hh", direction, gates() * hiddenSize());
    for (int row = 0; row < bias.length; row++) {
      bias[row] += second[row];
    }
    return bias;
  }

  float[] peepholes(int direction) {
    return floats("weight_ch", direction, (gates() - 1) * hiddenSize());
  }

  float[] operatorInput() {
    return joined(4, direction -> inOrder(input(direction), "iofg", null), inputSize);
  }

  float[] operatorRecurrent() {
    return joined(4, direction -> inOrder(recurrent(direction), "iofg", null), hiddenSize());
  }

  float[] operatorBias() {
    return joined(8, direction -> inOrder(bias(direction), "iofg", null), 1);
  }

  float[] operatorPeepholes() {
    return joined(3, direction -> inOrder(peepholes(direction), "iof", "g"), 1);
  }

  /**
   * Blocks in another order. A forget gate that is not learned becomes zeros.
   *
   * @param leftOut a gate that has no block, null if all have one
   */
  private float[] inOrder(float[] blocks, String order, @Nullable String leftOut) {
    String given = shape.forgetting() == Forgetting.GATE ? "ifgo" : "igo";
    String present = leftOut == null ? given : given.replace(leftOut, "");
    int size = blocks.length / present.length();
    float[] ordered = new float[size * order.length()];
    for (int at = 0; at < order.length(); at++) {
      int from = present.indexOf(order.charAt(at));
      if (from >= 0) {
        System.arraycopy(blocks, from * size, ordered, at * size, size);
      }
    }
    return ordered;
  }

  /** The directions one behind the other, each padded with zeros to so many blocks. */
  private float[] joined(int blocks, ByDirection values, int columns) {
    int length = blocks * hiddenSize() * columns;
    float[] joined = new float[directions() * length];
    for (int direction = 0; direction < directions(); direction++) {
      float[] part = Arrays.copyOf(values.of(direction), length);
      System.arraycopy(part, 0, joined, direction * length, length);
    }
    return joined;
  }

  private float[] floats(String tensor, int direction, Integer... dimensions) {
    String name = "lstm.%s_l%d%s".formatted(tensor, layer, direction == 0 ? "" : "_reverse");
    return weights.floats(name, List.of(dimensions));
  }

  /** Numbers of one direction. */
  private interface ByDirection {
    float[] of(int direction);
  }
}
