package dev.carrousel.lstm.learner;

import dev.carrousel.lstm.sequence.Inputs;

/**
 * A trained network that reads one input at a time and hands its whole state to the caller. N steps
 * from {@link #rest} answer what {@link Learner#respond} answers to the N inputs, to the bit. What
 * a step allocates does not depend on how many came before. May be shared by threads as long as
 * nobody changes the weights.
 */
public interface Recurrence {

  /**
   * Width of the input vectors this network reads.
   *
   * @return input size I
   */
  int inputSize();

  /**
   * Width of the output vectors this network answers.
   *
   * @return output size O
   */
  int outputSize();

  /**
   * The state before the first step of a sequence.
   *
   * @return all that is carried from step to step, by name; all zero
   */
  Tensors rest();

  /**
   * Reads one input.
   *
   * @param before tensors of the names, types and shapes of {@link #rest}; further ones are ignored
   * @param inputs holds the input, of this network's input size
   * @param at which step of the inputs to read
   * @return what came of it
   * @throws IllegalArgumentException if a tensor is missing or differs in type or shape, or the
   *     inputs do not fit
   */
  Step step(Tensors before, Inputs inputs, int at);

  /**
   * What comes of reading one input.
   *
   * @param state the state after it, as {@link #rest} names it
   * @param outputs shape [O]; with a read-out once per sequence, what it would answer if the
   *     sequence ended here
   * @param gates activations of the gates at this step, by name
   */
  record Step(Tensors state, double[] outputs, Tensors gates) {}
}
