package dev.carrousel.lstm.original;

import java.util.List;

/**
 * What went on inside a network while it answered one sequence.
 *
 * <p>Unit names: {@code in0} and {@code out0} the gates of block 0, {@code c0.1} cell 1 of block 0,
 * {@code h0} a conventional hidden unit, {@code o0} an output.
 *
 * @param steps number of steps T
 * @param units names of the U units: hidden units, then outputs
 * @param netInputs shape [T,U], row-major
 * @param activations shape [T,U]; of a cell its output y_c
 * @param cells names of the C cells
 * @param states shape [T,C], the internal states s
 */
public record Trace(
    int steps,
    List<String> units,
    double[] netInputs,
    double[] activations,
    List<String> cells,
    double[] states) {

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
