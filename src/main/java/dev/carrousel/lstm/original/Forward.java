package dev.carrousel.lstm.original;

import dev.carrousel.lstm.sequence.Inputs;
import java.util.Arrays;

/**
 * The activations of a network, advanced step by step (NC97 eqs. 6 to 9, sources as in the package
 * description). Allocates nothing per step.
 */
final class Forward {

  final Layout layout;
  final Weights weights;

  /** What the hidden layer sees, by row; inputs are not written for symbols. */
  final double[] source;

  final double[] net;

  /** By lane: y_in, y_c, y_out and conventional units. */
  final double[] activation;

  /** By cell: g(net_c), s and h(s). */
  final double[] cellInput;

  final double[] state;
  final double[] cellOutput;

  /** What the output layer sees, by row. */
  final double[] outputSource;

  final double[] outputNet;
  final double[] output;

  /** Rows of {@link #source} and {@link #outputSource} that hold numbers. */
  int denseRows;

  int denseOutputRows;

  /** The symbol of this step, -1 if the inputs are vectors. */
  int symbol;

  private final Squash cellInputSquash;
  private final Squash cellOutputSquash;
  private final boolean competition;
  private final int inputSize;

  Forward(Weights weights, boolean competition) {
    this.weights = weights;
    this.competition = competition;
    layout = weights.layout;
    inputSize = layout.topology.inputSize();
    cellInputSquash = layout.topology.cellInput();
    cellOutputSquash = layout.topology.cellOutput();
    source = new double[layout.rows];
    net = new double[layout.width];
    activation = new double[layout.width];
    cellInput = new double[layout.cells];
    state = new double[layout.cells];
    cellOutput = new double[layout.cells];
    outputSource = new double[layout.outputRows];
    outputNet = new double[layout.outputWidth];
    output = new double[layout.outputWidth];
    source[0] = 1;
    outputSource[0] = 1;
  }

  /** All activations and states zero, as before the first step of a sequence. */
  void reset() {
    Arrays.fill(activation, 0);
    Arrays.fill(state, 0);
  }

  /**
   * The hidden layer at one step. What is known earliest is summed first: bias, inputs, sources.
   */
  void step(Inputs inputs, int step) {
    for (int number = 0; number < layout.sourceLane.length; number++) {
      source[1 + number] = activation[layout.sourceLane[number]];
    }
    read(inputs, step);
    int width = layout.width;
    System.arraycopy(weights.hidden, 0, net, 0, width);
    if (symbol >= 0) {
      Rows.addRow(net, weights.hidden, (layout.inputRow + symbol) * width, 1, width);
    } else {
      Rows.addWeighted(net, weights.hidden, source, layout.inputRow, layout.rows, width);
    }
    Rows.addWeighted(net, weights.hidden, source, 1, layout.inputRow, width);
    openGates();
    advanceCells();
  }

  /** The outputs at the step that the hidden layer is at. */
  void answer() {
    System.arraycopy(activation, layout.cellLane, outputSource, 1, layout.cells);
    System.arraycopy(
        activation, layout.conventionalLane, outputSource, 1 + layout.cells, layout.conventional);
    if (denseOutputRows > layout.outputInputRow) {
      System.arraycopy(source, layout.inputRow, outputSource, layout.outputInputRow, inputSize);
    }
    int width = layout.outputWidth;
    Arrays.fill(outputNet, 0);
    Rows.addWeighted(outputNet, weights.output, outputSource, 0, denseOutputRows, width);
    if (symbol >= 0 && layout.topology.shortcuts()) {
      int at = (layout.outputInputRow + symbol) * width;
      Rows.addRow(outputNet, weights.output, at, 1, width);
    }
    for (int k = 0; k < layout.topology.outputSize(); k++) {
      output[k] = Logistic.of(outputNet[k]);
    }
  }

  private void read(Inputs inputs, int step) {
    if (inputs instanceof Inputs.Symbols symbols) {
      symbol = symbols.symbols()[step];
      denseRows = layout.inputRow;
      denseOutputRows = layout.outputInputRow;
    } else {
      symbol = -1;
      denseRows = layout.rows;
      denseOutputRows = layout.outputRows;
      for (int index = 0; index < inputSize; index++) {
        source[layout.inputRow + index] = inputs.at(step, index);
      }
    }
  }

  private void openGates() {
    for (int lane = 0; lane < layout.inputGates; lane++) {
      activation[lane] = Logistic.of(net[lane]);
    }
    for (int lane = layout.outputGateLane; lane < layout.lanes; lane++) {
      activation[lane] = Logistic.of(net[lane]);
    }
    if (competition) {
      closeLosers();
    }
  }

  private void closeLosers() {
    int winner = layout.outputGateLane;
    for (int lane = winner + 1; lane < layout.conventionalLane; lane++) {
      if (net[lane] > net[winner]) {
        winner = lane;
      }
    }
    for (int lane = layout.outputGateLane; lane < layout.conventionalLane; lane++) {
      if (lane != winner) {
        activation[lane] = 0;
      }
    }
  }

  /** In two loops, so that a processor can work on all cells at a time. */
  private void advanceCells() {
    for (int cell = 0; cell < cellInput.length; cell++) {
      cellInput[cell] = cellInputSquash.of(net[layout.cellLane + cell]);
    }
    for (int cell = 0; cell < cellInput.length; cell++) {
      int block = layout.blockOf[cell];
      state[cell] = Math.fma(inputGate(block), cellInput[cell], state[cell]);
      cellOutput[cell] = cellOutputSquash.of(state[cell]);
      activation[layout.cellLane + cell] = outputGate(block) * cellOutput[cell];
    }
  }

  /** y_in of a block, 1 if it has no input gate. */
  double inputGate(int block) {
    return layout.inputGates == 0 ? 1 : activation[block];
  }

  /** y_out of a block, 1 if it has no output gate. */
  double outputGate(int block) {
    return layout.outputGates == 0 ? 1 : activation[layout.outputGateLane + block];
  }
}
