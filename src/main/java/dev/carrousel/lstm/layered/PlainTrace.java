package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.insight.GateGroup;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes down what a plain network has computed. */
final class PlainTrace {

  private static final String[] LETTERS = {"i", "f", "g", "o"};
  private static final String[] GATES = {"input", GateGroup.FORGET, "", "output"};

  private final List<String> units = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private final List<GateGroup> gates = new ArrayList<>();
  private final List<double[]> nets = new ArrayList<>();
  private final List<double[]> activations = new ArrayList<>();
  private final List<double[]> states = new ArrayList<>();
  private final int steps;

  private PlainTrace(int steps) {
    this.steps = steps;
  }

  /**
   * The trace of the latest sequence.
   *
   * @param linear its linear outputs, shape [T,O]
   */
  static Trace of(PlainNetwork network, double[] linear, int outputSize, Loss loss) {
    PlainTrace trace = new PlainTrace(linear.length / outputSize);
    network.layers.forEach(directions -> directions.forEach(trace::add));
    trace.addAll("o", outputSize, linear, answers(linear, outputSize, loss));
    return new Trace(
        trace.steps,
        List.copyOf(trace.units),
        trace.joined(trace.nets, trace.units.size()),
        trace.joined(trace.activations, trace.units.size()),
        List.copyOf(trace.cells),
        trace.joined(trace.states, trace.cells.size()),
        List.copyOf(trace.gates));
  }

  private static double[] answers(double[] linear, int size, Loss loss) {
    float[] outputs = new float[linear.length];
    double[] answers = new double[linear.length];
    for (int at = 0; at < outputs.length; at++) {
      outputs[at] = (float) linear[at];
    }
    for (int at = 0; at < outputs.length; at += size) {
      loss.respond(outputs, at, size);
    }
    for (int at = 0; at < outputs.length; at++) {
      answers[at] = outputs[at];
    }
    return answers;
  }

  private void add(PlainLayer layer) {
    for (int gate = 0; gate < LETTERS.length; gate++) {
      boolean remembersAll = gate == PlainLayer.FORGET && layer.forgetting == Forgetting.NEVER;
      if (!remembersAll) {
        int first = units.size();
        String prefix = layer.name + "." + LETTERS[gate];
        addAll(prefix, layer.hiddenSize, layer.nets[gate], layer.gates[gate]);
        if (gate != PlainLayer.CANDIDATE) {
          List<Integer> numbers = IntStream.range(first, units.size()).boxed().toList();
          gates.add(new GateGroup(layer.name, GATES[gate], numbers));
        }
      }
    }
    addAll(layer.name + ".h", layer.hiddenSize, layer.states, layer.hidden);
    for (int unit = 0; unit < layer.hiddenSize; unit++) {
      cells.add(layer.name + ".c" + unit);
    }
    states.add(layer.states);
  }

  private void addAll(String prefix, int count, double[] netInputs, double[] values) {
    for (int unit = 0; unit < count; unit++) {
      units.add(prefix + unit);
    }
    nets.add(netInputs);
    activations.add(values);
  }

  /** Matrices of T rows side by side. */
  private double[] joined(List<double[]> parts, int width) {
    double[] joined = new double[steps * width];
    int column = 0;
    for (double[] part : parts) {
      int columns = part.length / Math.max(1, steps);
      for (int step = 0; step < steps; step++) {
        System.arraycopy(part, step * columns, joined, step * width + column, columns);
      }
      column += columns;
    }
    return joined;
  }
}
