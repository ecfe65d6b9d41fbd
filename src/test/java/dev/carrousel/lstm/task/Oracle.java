package dev.carrousel.lstm.task;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.function.Function;

/** A learner that answers what it is told to and never learns. */
record Oracle(int inputSize, int outputSize, Function<Inputs, double[]> answer) implements Learner {

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public Lesson learn(List<Sequence> batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double[] respond(Inputs inputs) {
    return answer.apply(inputs);
  }

  @Override
  public double loss(List<Sequence> sequences) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tensors weights() {
    return new Tensors(List.of());
  }

  @Override
  public void load(Tensors weights) {}

  @Override
  public Tensors snapshot() {
    return weights();
  }

  @Override
  public void restore(Tensors snapshot) {}
}
