package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/**
 * What comes of one observation.
 *
 * @param state the state after it
 * @param answer the answer
 * @param numbers the answer as bare numbers in the user's units: outputs, all probabilities, a
 *     value, a score that may be NaN, or the forecast row by row, empty if there is none
 * @param gates what the gates did, by name; empty where no step stands behind the answer
 */
public record Stepped(Tensors state, StepAnswer answer, double[] numbers, Tensors gates) {

  /** The same with one more tensor in the state. */
  Stepped with(Tensor more) {
    return new Stepped(state.and(List.of(more)), answer, numbers, gates);
  }
}
