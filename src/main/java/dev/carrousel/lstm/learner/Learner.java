package dev.carrousel.lstm.learner;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;

/**
 * A network with its learning algorithm. One thread at a time may use a learner. Two learners made
 * from the same settings and seed and taught the same sequences in the same order hold the same
 * bits.
 */
public interface Learner extends Respondent {

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
   * Number of trainable weights, padding not counted.
   *
   * @return the number of weights at this moment; it may grow while learning
   */
  int parameterCount();

  /**
   * Memory that this network holds at this moment: weights, what belongs to them, and buffers,
   * which grow with the longest sequences it has met.
   *
   * @return bytes, roughly
   */
  default long bytes() {
    return 4L * Double.BYTES * parameterCount();
  }

  /**
   * Changes the weights so as to lower the error on these sequences. An online learner takes them
   * one after another; a mini-batch learner makes one change for all of them.
   *
   * @param batch the sequences, at least one, each with a target at one step or more
   * @return how well the network did on them before it changed
   */
  Lesson learn(List<Sequence> batch);

  /**
   * Answers many sequences without learning from them, each from a fresh state.
   *
   * @param batch the inputs of each sequence
   * @return the outputs of each, as {@link #respond} gives them
   */
  default List<double[]> respondAll(List<? extends Inputs> batch) {
    return batch.stream().map(this::respond).toList();
  }

  /**
   * Measures the loss without learning.
   *
   * @param sequences sequences with targets, any number
   * @return mean loss over all steps with a target, in the learner's own loss
   */
  double loss(List<Sequence> sequences);

  /**
   * Tells what the trainer measured on validation examples; a schedule of the learning rate may
   * depend on it.
   *
   * @param loss the loss
   */
  default void validated(double loss) {}

  /**
   * The weights by name, as they are now.
   *
   * @return copies; what {@link #load} takes
   */
  Tensors weights();

  /**
   * Replaces the weights.
   *
   * @param weights tensors of the names, types and shapes that {@link #weights} answers
   * @throws IllegalArgumentException if one is missing or differs in type or shape
   */
  void load(Tensors weights);

  /**
   * Everything that changes while learning: weights, moments, statistics, counters. A learner of
   * the same settings that restores it goes on to the bit as this one would.
   *
   * @return copies; what {@link #restore} takes
   */
  Tensors snapshot();

  /**
   * Takes back what {@link #snapshot} wrote.
   *
   * @param snapshot a snapshot of a learner with the same settings
   * @throws IllegalArgumentException if a tensor is missing or differs in type or shape
   */
  void restore(Tensors snapshot);
}
