package dev.carrousel.lstm.original;

import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.Norms;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the error of a sequence's last step back along every connection. */
final class ErrorPaths {

  private final Forward forward;
  private final Layout layout;
  private final Tape tape;
  private final FullErrors errors;

  ErrorPaths(Forward forward) {
    this.forward = forward;
    layout = forward.layout;
    tape = new Tape(layout);
    errors = new FullErrors(forward.weights, tape);
  }

  /** As {@link OriginalNetwork#errorReach}, with the error that belongs to a target. */
  List<ErrorReach> follow(Inputs inputs, double @Nullable [] target, OutputDelta delta) {
    forth(inputs, target, delta);
    int steps = inputs.length();
    double[] shown = new double[steps * layout.cells];
    double[] states = new double[steps * layout.cells];
    errors.begin();
    for (int step = steps - 1; step >= 0; step--) {
      errors.back(step);
      System.arraycopy(errors.shownError, 0, shown, step * layout.cells, layout.cells);
      System.arraycopy(errors.stateError, 0, states, step * layout.cells, layout.cells);
    }
    return reach(shown, states, steps);
  }

  private void forth(Inputs inputs, double @Nullable [] target, OutputDelta delta) {
    tape.begin(inputs.length());
    forward.reset();
    for (int step = 0; step < inputs.length(); step++) {
      forward.step(inputs, step);
      tape.record(forward, step);
    }
    forward.answer();
    OutputErrors atOutputs =
        new OutputErrors(forward, target == null ? new OutputDelta.Squared() : delta);
    atOutputs.compute(target == null ? oneAbove(forward.output) : target);
    tape.record(atOutputs, inputs.length() - 1);
  }

  /** The targets for which the squared error's gradient is that of the sum of all outputs. */
  private static double[] oneAbove(double[] outputs) {
    double[] targets = new double[outputs.length];
    for (int k = 0; k < targets.length; k++) {
      targets[k] = outputs[k] + 1;
    }
    return targets;
  }

  private List<ErrorReach> reach(double[] shown, double[] states, int steps) {
    List<ErrorReach> reach = new ArrayList<>();
    int from = 0;
    for (int block = 0; block < layout.blocks; block++) {
      int to = from + layout.topology.blocks().get(block);
      List<Double> byState = Norms.byLag(states, layout.cells, from, to);
      reach.add(
          new ErrorReach(
              "block" + block,
              Norms.byLag(shown, layout.cells, from, to),
              byState,
              Collections.nCopies(steps, byState.getFirst())));
      from = to;
    }
    return reach;
  }
}
