package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.Arrays;
import java.util.function.Consumer;

/** Answers a task step by step. */
record TaskStepper(Recurrence network) implements Stepper {

  @Override
  public Tensors begin(Beginning beginning) {
    BeginningChecks.requireNothingDrawn(beginning);
    BeginningChecks.requireNoSeries(beginning);
    return network.rest();
  }

  @Override
  public void walk(Tensors state, Observations observations, Consumer<Stepped> visitor) {
    Inputs inputs = SequenceInputs.of(observations.toSequence(), "#", network.inputSize());
    Tensors now = state;
    for (int at = 0; at < inputs.length(); at++) {
      Recurrence.Step step = network.step(now, inputs, at);
      double[] outputs = FiniteAnswer.require(step.outputs());
      now = step.state();
      visitor.accept(
          new Stepped(
              now,
              new StepAnswer.Outputs(Arrays.stream(outputs).boxed().toList()),
              outputs,
              step.gates()));
    }
  }
}
