package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.DoubleRows;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;

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
  private final FullErrors errors;

  FullDescent(Forward forward, OriginalSettings settings) {
    this.forward = forward;
    layout = forward.layout;
    weights = forward.weights;
    learningRate = settings.learningRate();
    outputErrors = new OutputErrors(forward, settings.outputDelta());
    sum = new GradientSum(layout);
    seen = new SeenRows(layout);
    tape = new Tape(layout);
    errors = new FullErrors(weights, tape);
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
    errors.begin();
    for (int step = inputs.length() - 1; step >= 0; step--) {
      errors.back(step);
      accumulate(inputs, step);
    }
  }

  private void accumulate(Inputs inputs, int step) {
    double[] into = sum.gradient.hidden;
    int width = layout.width;
    DoubleRows.addToRow(into, 0, errors.delta, 1, width);
    for (int number = 0; number < layout.sourceLane.length; number++) {
      double source = tape.activation[step * width + layout.sourceLane[number]];
      DoubleRows.addToRow(into, (1 + number) * width, errors.delta, source, width);
    }
    for (int number = seen.always(); number < seen.count(); number++) {
      int row = seen.rows()[number];
      double source = inputs.at(step, row - layout.inputRow);
      DoubleRows.addToRow(into, row * width, errors.delta, source, width);
    }
  }
}
