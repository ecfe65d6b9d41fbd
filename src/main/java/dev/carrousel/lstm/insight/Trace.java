package dev.carrousel.lstm.insight;

import java.util.List;

/**
 * What went on inside a network while it answered one sequence.
 *
 * <p>Names of units. Of the original network: {@code in0} and {@code out0} the gates of block 0,
 * {@code c0.1} cell 1 of block 0, {@code h0} a conventional hidden unit, {@code o0} an output. Of
 * the layered one: {@code l0.i3}, {@code l0.f3}, {@code l0.g3} and {@code l0.o3} the input gate,
 * forget gate, candidate and output gate of cell 3 of layer 0, {@code l0.h3} what the cell shows,
 * {@code l0.c3} its state, {@code o0} an output; {@code l0r} is a layer's reverse direction.
 *
 * @param steps number of steps T
 * @param units names of the U units: hidden units, then outputs
 * @param netInputs shape [T,U], row-major; of what a cell shows its state
 * @param activations shape [T,U]; of a cell of the original network its output y_c
 * @param cells names of the C cells
 * @param states shape [T,C], the internal states
 * @param gates which of the units are gates
 */
public record Trace(
    int steps,
    List<String> units,
    double[] netInputs,
    double[] activations,
    List<String> cells,
    double[] states,
    List<GateGroup> gates) {

  /**
   * The activation of one unit at one step.
   *
   * @param step 0 to T-1
   * @param unit name of the unit
   * @return y
   */
  public double activation(int step, String unit) {
    return activations[step * units.size() + number(units, unit)];
  }

  /**
   * The net input of one unit at one step.
   *
   * @param step 0 to T-1
   * @param unit name of the unit
   * @return net
   */
  public double netInput(int step, String unit) {
    return netInputs[step * units.size() + number(units, unit)];
  }

  /**
   * The internal state of one cell at one step.
   *
   * @param step 0 to T-1
   * @param cell name of the cell
   * @return s
   */
  public double state(int step, String cell) {
    return states[step * cells.size() + number(cells, cell)];
  }

  private static int number(List<String> names, String name) {
    int number = names.indexOf(name);
    if (number < 0) {
      throw new IllegalArgumentException("unit must be one of %s, was %s".formatted(names, name));
    }
    return number;
  }
}
