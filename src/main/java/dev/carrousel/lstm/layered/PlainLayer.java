package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one layer as its equations say, in double precision, one sequence at a time.
 * Keeps everything of the latest sequence, step by step: what passes for speed leave behind is too
 * little to look into.
 */
final class PlainLayer {

  static final int INPUT = 0;
  static final int FORGET = 1;
  static final int CANDIDATE = 2;
  static final int OUTPUT = 3;

  private static final int GATES = 4;

  final String name;
  final int hiddenSize;
  final Forgetting forgetting;

  /** By gate, shape [T,H]: net inputs and activations. */
  double[][] nets = new double[GATES][0];

  double[][] gates = new double[GATES][0];

  /** Shape [T,H]: c, tanh(c) and h. */
  double[] states = new double[0];

  double[] squashed = new double[0];
  double[] hidden = new double[0];

  /** Shape [T,H]: gradients of the loss, over every path; and of states, from state to state. */
  double[] dHidden = new double[0];

  double[] dStates = new double[0];
  double[] dCarrousel = new double[0];

  private final int inputSize;
  private final boolean reversed;
  private final float[] fromInput;
  private final float[] fromHidden;
  private final float[] bias;
  private final float @Nullable [] peepholes;
  private double[] inputs = new double[0];
  private int steps;

  PlainLayer(LayeredShape shape, int layer, boolean reversed, int inputSize, Tensors weights) {
    this.name = "l" + layer + (reversed ? "r" : "");
    this.hiddenSize = shape.layers().get(layer);
    this.forgetting = shape.forgetting();
    this.inputSize = inputSize;
    this.reversed = reversed;
    String suffix = "_l" + layer + (reversed ? "_reverse" : "");
    int learned = forgetting == Forgetting.GATE ? GATES : GATES - 1;
    int rows = learned * hiddenSize;
    fromInput = weights.floats("lstm.weight_ih" + suffix, List.of(rows, inputSize));
    fromHidden = weights.floats("lstm.weight_hh" + suffix, List.of(rows, hiddenSize));
    bias = weights.floats("lstm.bias_ih" + suffix, List.of(rows));
    peepholes =
        shape.peepholes()
            ? weights.floats("lstm.weight_ch" + suffix, List.of((learned - 1) * hiddenSize))
            : null;
  }

  /**
   * Runs over a sequence.
   *
   * @param sequence shape [T,I]
   */
  void forward(double[] sequence) {
    inputs = sequence;
    steps = sequence.length / inputSize;
    int size = steps * hiddenSize;
    nets = new double[GATES][size];
    gates = new double[GATES][size];
    states = new double[size];
    squashed = new double[size];
    hidden = new double[size];
    for (int place = 0; place < steps; place++) {
      for (int unit = 0; unit < hiddenSize; unit++) {
        forward(place, unit);
      }
    }
  }

  private void forward(int place, int unit) {
    int at = time(place) * hiddenSize + unit;
    double before = before(place, unit);
    nets[INPUT][at] = net(INPUT, place, unit) + peephole(INPUT, unit) * before;
    double i = sigmoid(nets[INPUT][at]);
    nets[FORGET][at] =
        switch (forgetting) {
          case GATE -> net(FORGET, place, unit) + peephole(FORGET, unit) * before;
          case COUPLED -> -nets[INPUT][at];
          case NEVER -> Double.POSITIVE_INFINITY;
        };
    double f = sigmoid(nets[FORGET][at]);
    nets[CANDIDATE][at] = net(CANDIDATE, place, unit);
    double g = Math.tanh(nets[CANDIDATE][at]);
    states[at] = f * before + i * g;
    squashed[at] = Math.tanh(states[at]);
    nets[OUTPUT][at] = net(OUTPUT, place, unit) + peephole(OUTPUT, unit) * states[at];
    gates[INPUT][at] = i;
    gates[FORGET][at] = f;
    gates[CANDIDATE][at] = g;
    gates[OUTPUT][at] = sigmoid(nets[OUTPUT][at]);
    hidden[at] = gates[OUTPUT][at] * squashed[at];
  }

  /**
   * Goes back over the same sequence.
   *
   * @param dShown shape [T,H]: gradient of the cell outputs from above
   * @return shape [T,I]: gradient of the inputs
   */
  double[] backward(double[] dShown) {
    dHidden = dShown.clone();
    dStates = new double[states.length];
    dCarrousel = new double[states.length];
    double[] dInputs = new double[inputs.length];
    double[] carried = new double[hiddenSize];
    for (int place = steps - 1; place >= 0; place--) {
      for (int unit = 0; unit < hiddenSize; unit++) {
        backward(place, unit, carried, dInputs);
      }
    }
    return dInputs;
  }

  private void backward(int place, int unit, double[] carried, double[] dInputs) {
    int at = time(place) * hiddenSize + unit;
    double before = before(place, unit);
    double i = gates[INPUT][at];
    double f = gates[FORGET][at];
    double g = gates[CANDIDATE][at];
    double o = gates[OUTPUT][at];
    double dOutput = dHidden[at] * squashed[at] * o * (1 - o);
    double dc =
        carried[unit]
            + dHidden[at] * o * (1 - squashed[at] * squashed[at])
            + peephole(OUTPUT, unit) * dOutput;
    double dInput = dc * (forgetting == Forgetting.COUPLED ? g - before : g) * i * (1 - i);
    double dForget = forgetting == Forgetting.GATE ? dc * before * f * (1 - f) : 0;
    dStates[at] = dc;
    dCarrousel[at] =
        place == steps - 1
            ? dc
            : dCarrousel[after(place, unit)] * gates[FORGET][after(place, unit)];
    carried[unit] = dc * f + peephole(INPUT, unit) * dInput + peephole(FORGET, unit) * dForget;
    handOn(INPUT, place, unit, dInput, dInputs);
    handOn(FORGET, place, unit, dForget, dInputs);
    handOn(CANDIDATE, place, unit, dc * i * (1 - g * g), dInputs);
    handOn(OUTPUT, place, unit, dOutput, dInputs);
  }

  private void handOn(int gate, int place, int unit, double dNet, double[] dInputs) {
    if (dNet == 0) {
      return;
    }
    int row = row(gate) * hiddenSize + unit;
    int input = time(place) * inputSize;
    for (int source = 0; source < inputSize; source++) {
      dInputs[input + source] += fromInput[row * inputSize + source] * dNet;
    }
    if (place > 0) {
      int recurrent = time(place - 1) * hiddenSize;
      for (int source = 0; source < hiddenSize; source++) {
        dHidden[recurrent + source] += fromHidden[row * hiddenSize + source] * dNet;
      }
    }
  }

  private double net(int gate, int place, int unit) {
    int row = row(gate) * hiddenSize + unit;
    double sum = bias[row];
    int input = time(place) * inputSize;
    for (int source = 0; source < inputSize; source++) {
      sum += fromInput[row * inputSize + source] * inputs[input + source];
    }
    int recurrent = place == 0 ? 0 : time(place - 1) * hiddenSize;
    for (int source = 0; place > 0 && source < hiddenSize; source++) {
      sum += fromHidden[row * hiddenSize + source] * hidden[recurrent + source];
    }
    return sum;
  }

  /** The rows of a gate among those that are learned. */
  private int row(int gate) {
    return forgetting == Forgetting.GATE || gate == INPUT ? gate : gate - 1;
  }

  private double peephole(int gate, int unit) {
    if (peepholes == null || (gate == FORGET && forgetting != Forgetting.GATE)) {
      return 0;
    }
    int number = gate == OUTPUT ? peepholes.length / hiddenSize - 1 : gate;
    return peepholes[number * hiddenSize + unit];
  }

  /** The state that a step finds. */
  private double before(int place, int unit) {
    return place == 0 ? 0 : states[time(place - 1) * hiddenSize + unit];
  }

  private int after(int place, int unit) {
    return time(place + 1) * hiddenSize + unit;
  }

  /** The step that is read at a place; the reverse direction begins at the end. */
  private int time(int place) {
    return reversed ? steps - 1 - place : place;
  }

  /** The step at which a whole sequence has been read. */
  int lastRead() {
    return time(steps - 1);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
