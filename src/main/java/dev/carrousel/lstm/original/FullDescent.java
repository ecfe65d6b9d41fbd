package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.DoubleRows;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;

/**
 * Descent by the whole gradient, by backpropagation through time over the whole sequence (A. Graves
 * and J. Schmidhuber, Neural Networks 18, 2005, with the forget gate held at 1 and gates as sources
 * of the hidden layer). One change of weights per sequence.
 */
final class FullDescent implements GradientDescent {

  private final Forward forward;
  private final Layout layout;
  private final Weights weights;
  private final double learningRate;
  private final OutputErrors outputErrors;
  private final GradientSum sum;
  private final SeenRows seen;
  private final Tape tape;

  /** e by lane, of the step after the present one, then of the present one. */
  private final double[] delta;

  /** The error that arrives at each lane's activation from the step after. */
  private final double[] fromLater;

  /** e_s by cell. */
  private final double[] stateError;

  FullDescent(Forward forward, OriginalSettings settings) {
    this.forward = forward;
    layout = forward.layout;
    weights = forward.weights;
    learningRate = settings.learningRate();
    outputErrors = new OutputErrors(forward, settings.outputDelta());
    sum = new GradientSum(layout);
    seen = new SeenRows(layout);
    tape = new Tape(layout);
    delta = new double[layout.width];
    fromLater = new double[layout.width];
    stateError = new double[layout.cells];
  }

  @Override
  public void learn(Sequence sequence, Tally tally) {
    seen.begin(sequence.inputs());
    forth(sequence, tally);
    back(sequence.inputs());
    sum.apply(weights, learningRate, seen);
  }

  private void forth(Sequence sequence, Tally tally) {
    tape.begin(sequence.length());
    forward.reset();
    for (int step = 0; step < sequence.length(); step++) {
      forward.step(sequence.inputs(), step);
      tape.record(forward, step);
      if (forward.layer.symbol >= 0) {
        seen.see(forward.layer.symbol);
      }
      double[] target = sequence.targets()[step];
      if (target != null) {
        forward.answer();
        tally.count(target, forward.output);
        outputErrors.compute(target);
        outputErrors.accumulate(sum.gradient.output, 1);
        tape.record(outputErrors, step);
      }
    }
  }

  private void back(Inputs inputs) {
    Arrays.fill(delta, 0);
    Arrays.fill(stateError, 0);
    for (int step = inputs.length() - 1; step >= 0; step--) {
      for (int number = 0; number < layout.sourceLane.length; number++) {
        fromLater[layout.sourceLane[number]] =
            DoubleRows.dot(weights.hidden, (1 + number) * layout.width, delta, layout.width);
      }
      blameGatesAndUnits(step);
      blameCells(step);
      accumulate(inputs, step);
    }
  }

  /** {@code e = f'(net) d} for the units whose error does not need that of the cells. */
  private void blameGatesAndUnits(int step) {
    int now = (step + 1) * layout.width;
    for (int lane = 0; lane < layout.lanes; lane++) {
      boolean input = lane < layout.cellLane;
      boolean unit = lane >= layout.conventionalLane;
      int shown = step * (layout.cells + layout.conventional) + layout.cells;
      double fromOutputs = unit ? tape.arriving[shown + lane - layout.conventionalLane] : 0;
      delta[lane] = fromLater[lane] + fromOutputs;
      if (input || lane >= layout.outputGateLane) {
        double y = tape.activation[now + lane];
        delta[lane] *= y * (1 - y);
      }
    }
  }

  /** The errors of cells, and their share in those of their gates. */
  private void blameCells(int step) {
    OriginalTopology topology = layout.topology;
    int now = (step + 1) * layout.width;
    for (int cell = 0; cell < layout.cells; cell++) {
      int block = layout.blockOf[cell];
      int lane = layout.cellLane + cell;
      double g = tape.cellInput[step * layout.cells + cell];
      double h = tape.cellOutput[step * layout.cells + cell];
      double shown = tape.arriving[step * (layout.cells + layout.conventional) + cell];
      double d = shown + delta[lane];
      double in = layout.inputGates == 0 ? 1 : tape.activation[now + block];
      double out = outputGate(now, block);
      stateError[cell] += out * topology.cellOutput().slope(h) * d;
      delta[lane] = in * topology.cellInput().slope(g) * stateError[cell];
      if (layout.inputGates > 0) {
        delta[block] += in * (1 - in) * g * stateError[cell];
      }
      if (layout.outputGates > 0) {
        delta[layout.outputGateLane + block] += out * (1 - out) * h * d;
      }
    }
  }

  private double outputGate(int now, int block) {
    return layout.outputGates == 0 ? 1 : tape.activation[now + layout.outputGateLane + block];
  }

  private void accumulate(Inputs inputs, int step) {
    double[] into = sum.gradient.hidden;
    int width = layout.width;
    DoubleRows.addToRow(into, 0, delta, 1, width);
    for (int number = 0; number < layout.sourceLane.length; number++) {
      double source = tape.activation[step * width + layout.sourceLane[number]];
      DoubleRows.addToRow(into, (1 + number) * width, delta, source, width);
    }
    for (int number = seen.always(); number < seen.count(); number++) {
      int row = seen.rows()[number];
      double source = inputs.at(step, row - layout.inputRow);
      DoubleRows.addToRow(into, row * width, delta, source, width);
    }
  }
}
