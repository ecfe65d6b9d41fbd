package dev.carrousel.lstm.original;

/**
 * Which units have a bias weight.
 *
 * @param outputs output units
 * @param gates input gates and output gates
 * @param cells memory cells
 * @param conventionalUnits conventional hidden units
 */
public record Biases(boolean outputs, boolean gates, boolean cells, boolean conventionalUnits) {

  /** Every unit that is no input; NC97 tasks 4 to 6. */
  public static final Biases ALL = new Biases(true, true, true, true);

  /** Every hidden unit, no output; NC97 task 3. */
  public static final Biases HIDDEN = new Biases(false, true, true, true);

  /** Gates only; NC97 task 1. */
  public static final Biases GATES = new Biases(false, true, false, false);

  /** Gates and outputs; the network of FKI-207-95 that learns task 1 quickly. */
  public static final Biases GATES_AND_OUTPUTS = new Biases(true, true, false, false);

  /** Outputs only. */
  public static final Biases OUTPUTS = new Biases(true, false, false, false);

  /** None; NC97 task 2. */
  public static final Biases NONE = new Biases(false, false, false, false);
}
