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
  private final Weights weights;
  private final double learningRate;
  private final boolean everyStep;
  private final OutputErrors outputErrors;
  private final GradientSum sum;
  private final SeenRows seen;

  TruncatedDescent(Forward forward, OriginalSettings settings) {
    this.forward = forward;
    weights = forward.weights;
    learningRate = settings.learningRate();
    everyStep = settings.updateMoment() == UpdateMoment.STEP;
    outputErrors = new OutputErrors(forward, settings.outputDelta());
    sum = new GradientSum(forward.layout);
    seen = new SeenRows(forward.layout);
  }

  @Override
  public void learn(Sequence sequence, Tally tally) {
    Inputs inputs = sequence.inputs();
    forgetDerivatives();
    seen.begin(inputs);
    forward.reset();
    for (int step = 0; step < inputs.length(); step++) {
      forward.step(inputs, step);
      if (forward.layer.symbol >= 0) {
        seen.see(forward.layer.symbol);
      }
      forward.kernels.carry();
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
    if (everyStep) {
      accumulate(weights, learningRate);
      weights.clearMissingBiases();
    } else {
      accumulate(sum.gradient, 1);
    }
  }

  private void accumulate(Weights into, double scale) {
    outputErrors.accumulate(into.output, scale);
    double[] arriving = outputErrors.arriving;
    forward.kernels.descend(into.hidden, scale, arriving, seen.rows(), seen.count());
  }

  /** No derivatives, for a new sequence; only rows that the one before has seen hold any. */
  private void forgetDerivatives() {
    int width = forward.layer.carriedWidth;
    for (int number = 0; number < seen.count(); number++) {
      int at = seen.rows()[number] * width;
      Arrays.fill(forward.layer.derivatives, at, at + width, 0);
    }
  }
}
