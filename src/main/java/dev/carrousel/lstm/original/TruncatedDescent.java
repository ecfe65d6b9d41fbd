package dev.carrousel.lstm.original;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;

/**
 * Descent by the truncated gradient, forward in time (NC97 appendix A.1, eqs. 10 to 28). Costs O(W)
 * per step, needs O(W) memory and allocates nothing per step.
 */
final class TruncatedDescent implements GradientDescent {

  private final Forward forward;
  private final Layout layout;
  private final Weights weights;
  private final double learningRate;
  private final boolean everyStep;
  private final OutputErrors outputErrors;
  private final CarriedDerivatives carried;
  private final GradientSum sum;
  private final SeenRows seen;

  /** e_s by cell. */
  private final double[] stateError;

  /** e of output gates and conventional units, from the first lane of the output gates on. */
  private final double[] presentError;

  TruncatedDescent(Forward forward, OriginalSettings settings) {
    this.forward = forward;
    layout = forward.layout;
    weights = forward.weights;
    learningRate = settings.learningRate();
    everyStep = settings.updateMoment() == UpdateMoment.STEP;
    outputErrors = new OutputErrors(forward, settings.outputDelta());
    carried = new CarriedDerivatives(forward);
    sum = new GradientSum(layout);
    seen = new SeenRows(layout);
    stateError = new double[layout.cells];
    presentError = new double[layout.lanes - layout.outputGateLane];
  }

  @Override
  public void learn(Sequence sequence, Tally tally) {
    Inputs inputs = sequence.inputs();
    carried.reset(seen);
    seen.begin(inputs);
    forward.reset();
    for (int step = 0; step < inputs.length(); step++) {
      forward.step(inputs, step);
      if (forward.symbol >= 0) {
        seen.see(forward.symbol);
      }
      carried.carry();
      double[] target = sequence.targets()[step];
      if (target != null) {
        forward.answer();
        tally.count(target, forward.output);
        descend(target);
      }
    }
    if (!everyStep) {
      sum.apply(weights, learningRate, seen);
    }
  }

  private void descend(double[] target) {
    outputErrors.compute(target);
    blame();
    if (everyStep) {
      accumulate(weights, learningRate);
      weights.clearMissingBiases();
    } else {
      accumulate(sum.gradient, 1);
    }
  }

  /** {@code e_s = y_out h'(s) eps}, {@code e_out = f'(net_out) sum_v h(s_v) eps_v}. */
  private void blame() {
    Squash squash = layout.topology.cellOutput();
    double[] arriving = outputErrors.arriving;
    Arrays.fill(presentError, 0);
    for (int cell = 0; cell < layout.cells; cell++) {
      int block = layout.blockOf[cell];
      double h = forward.cellOutput[cell];
      double gate = forward.outputGate(block);
      stateError[cell] = gate * squash.slope(h) * arriving[cell];
      if (layout.outputGates > 0) {
        presentError[block] += gate * (1 - gate) * h * arriving[cell];
      }
    }
    for (int unit = 0; unit < layout.conventional; unit++) {
      double y = forward.activation[layout.conventionalLane + unit];
      presentError[layout.outputGates + unit] = y * (1 - y) * arriving[layout.cells + unit];
    }
  }

  private void accumulate(Weights into, double scale) {
    outputErrors.accumulate(into.output, scale);
    carried.accumulate(into.hidden, scale, stateError, seen);
    accumulatePresent(into.hidden, scale, 0, forward.denseRows);
    if (forward.symbol >= 0) {
      int row = layout.inputRow + forward.symbol;
      forward.source[row] = 1;
      accumulatePresent(into.hidden, scale, row, row + 1);
    }
  }

  /** What output gates and conventional units learn from: this step alone. */
  private void accumulatePresent(double[] into, double scale, int firstRow, int endRow) {
    for (int number = 0; number < presentError.length; number++) {
      double e = scale * presentError[number];
      int at = firstRow * layout.width + layout.outputGateLane + number;
      for (int row = firstRow; row < endRow; row++, at += layout.width) {
        into[at] = Math.fma(e, forward.source[row], into[at]);
      }
    }
  }
}
