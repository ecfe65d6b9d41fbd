package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where the weights of one direction of one LSTM layer stand in the network's flat array, and how
 * they are called outside. Lanes of a forget gate that is not learned hold 0.
 *
 * @param layer number of the layer, 0 next to the input
 * @param reversed whether this direction reads sequences from their end
 * @param inputSize width I of what the layer reads from below
 * @param hiddenSize number of memory cells H
 * @param forgetting what multiplies a cell's state from step to step
 * @param peepholes whether gates see the state of their cell
 * @param offset where the direction begins in the flat array
 */
record LayerWeights(
    int layer,
    boolean reversed,
    int inputSize,
    int hiddenSize,
    Forgetting forgetting,
    boolean peepholes,
    int offset) {

  static final int GATES = 4;
  private static final int FORGET_GATE = 1;
  private static final int PEEPING = 3;

  int sources() {
    return hiddenSize + inputSize + 1;
  }

  int length() {
    int seen = peepholes ? Panels.length(1, hiddenSize, PEEPING) : 0;
    return Math.addExact(Panels.length(sources(), hiddenSize, GATES), seen);
  }

  Panels in(float[] flat) {
    return new Panels(flat, offset, sources(), hiddenSize, GATES);
  }

  /** Some of the panels, as a whole of their own. */
  Panels in(float[] flat, int firstPanel, int panels) {
    int units = Math.min(panels * Kernels.LANES, hiddenSize - firstPanel * Kernels.LANES);
    return new Panels(flat, in(flat).start(firstPanel, 0), sources(), units, GATES);
  }

  @Nullable Panels peepholesIn(float[] flat) {
    int start = offset + Panels.length(sources(), hiddenSize, GATES);
    return peepholes ? new Panels(flat, start, 1, hiddenSize, PEEPING) : null;
  }

  void initialise(
      float[] flat, Initialiser initialiser, double forgetBias, RandomGenerator random) {
    double uniform = 1 / Math.sqrt(hiddenSize);
    boolean plain = initialiser == Initialiser.UNIFORM;
    double recurrent = plain ? uniform : Draws.glorotRange(hiddenSize, hiddenSize);
    double input = plain ? uniform : Draws.glorotRange(inputSize, hiddenSize);
    for (int gate : gates(GATES)) {
      for (int unit = 0; unit < hiddenSize; unit++) {
        for (int source = 0; source < sources() - 1; source++) {
          double range = source < hiddenSize ? recurrent : input;
          set(flat, source, unit, gate, random.nextDouble(-range, range));
        }
        set(flat, sources() - 1, unit, gate, gate == FORGET_GATE ? forgetBias : 0);
      }
    }
    if (initialiser == Initialiser.ORTHOGONAL) {
      makeOrthogonal(flat, random);
    }
  }

  private void makeOrthogonal(float[] flat, RandomGenerator random) {
    for (int gate : gates(GATES)) {
      double[][] rows = Draws.orthogonal(hiddenSize, random);
      for (int unit = 0; unit < hiddenSize; unit++) {
        for (int source = 0; source < hiddenSize; source++) {
          set(flat, source, unit, gate, rows[unit][source]);
        }
      }
    }
  }

  private void set(float[] flat, int source, int unit, int gate, double value) {
    flat[in(flat).index(source, unit, gate)] = (float) value;
  }

  /** The numbers of the gates that are learned, out of so many; the forget gate is number 1. */
  private int[] gates(int count) {
    boolean forgets = forgetting == Forgetting.GATE;
    int[] gates = new int[forgets ? count : count - 1];
    for (int at = 0; at < gates.length; at++) {
      gates[at] = forgets || at < FORGET_GATE ? at : at + 1;
    }
    return gates;
  }

  List<Tensor> export(float[] flat) {
    Panels panels = in(flat);
    int rows = gates(GATES).length * hiddenSize;
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(read("weight_ih", panels, hiddenSize, inputSize));
    tensors.add(read("weight_hh", panels, 0, hiddenSize));
    float[] bias = new float[rows];
    copy(bias, panels, sources() - 1, 1, true);
    tensors.add(new Tensor.Floats(name("bias_ih"), List.of(rows), bias));
    tensors.add(new Tensor.Floats(name("bias_hh"), List.of(rows), new float[rows]));
    Panels peeping = peepholesIn(flat);
    if (peeping != null) {
      float[] seen = new float[gates(PEEPING).length * hiddenSize];
      copy(seen, peeping, 0, 1, true);
      tensors.add(new Tensor.Floats(name("weight_ch"), List.of(seen.length), seen));
    }
    return tensors;
  }

  void load(Tensors tensors, float[] flat) {
    Panels panels = in(flat);
    int rows = gates(GATES).length * hiddenSize;
    float[] input = tensors.floats(name("weight_ih"), List.of(rows, inputSize));
    copy(input, panels, hiddenSize, inputSize, false);
    float[] recurrent = tensors.floats(name("weight_hh"), List.of(rows, hiddenSize));
    copy(recurrent, panels, 0, hiddenSize, false);
    float[] bias = tensors.floats(name("bias_ih"), List.of(rows)).clone();
    float[] recurrentBias = tensors.floats(name("bias_hh"), List.of(rows));
    for (int row = 0; row < rows; row++) {
      bias[row] += recurrentBias[row];
    }
    copy(bias, panels, sources() - 1, 1, false);
    Panels peeping = peepholesIn(flat);
    if (peeping != null) {
      int seen = gates(PEEPING).length * hiddenSize;
      copy(tensors.floats(name("weight_ch"), List.of(seen)), peeping, 0, 1, false);
    }
  }

  private Tensor read(String name, Panels panels, int firstSource, int columns) {
    int rows = gates(GATES).length * hiddenSize;
    float[] matrix = new float[rows * columns];
    copy(matrix, panels, firstSource, columns, true);
    return new Tensor.Floats(name(name), List.of(rows, columns), matrix);
  }

  /** Copies between panels and a matrix of one row per learned gate and unit. */
  private void copy(float[] matrix, Panels panels, int firstSource, int columns, boolean toMatrix) {
    int[] gates = gates(panels.gates());
    for (int at = 0; at < matrix.length; at++) {
      int row = at / columns;
      int index =
          panels.index(firstSource + at % columns, row % hiddenSize, gates[row / hiddenSize]);
      if (toMatrix) {
        matrix[at] = panels.values()[index];
      } else {
        panels.values()[index] = matrix[at];
      }
    }
  }

  private String name(String tensor) {
    return "lstm.%s_l%d%s".formatted(tensor, layer, reversed ? "_reverse" : "");
  }
}
