package dev.carrousel.lstm.learner;

import dev.carrousel.lstm.sequence.Inputs;

/** A network as those see it who examine it: it answers and does not learn. */
@FunctionalInterface
public interface Respondent {

  /**
   * Answers a sequence without learning from it.
   *
   * @param inputs the inputs, of this network's input size
   * @return the outputs, shape [T, O], row-major; a new array
   */
  double[] respond(Inputs inputs);
}
