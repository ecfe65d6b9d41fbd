package dev.carrousel.lstm.original;

import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A network of memory cell blocks, step by step. Its state is {@code s} [C], the internal state of
 * each cell, and {@code y} [H], the activations of the hidden units, which the next step reads; its
 * gates are {@code y_in} and {@code y_out}, one for each block that has them. Threads that step at
 * the same time work on passes of their own.
 */
final class OriginalRecurrence implements Recurrence {

  private static final String STATE = "s";
  private static final String ACTIVATION = "y";

  private final Layout layout;
  private final Supplier<Forward> makePass;
  private final ConcurrentLinkedQueue<Forward> idle = new ConcurrentLinkedQueue<>();

  OriginalRecurrence(Weights weights, boolean competition) {
    layout = weights.layout;
    makePass = () -> new Forward(weights, competition);
  }

  @Override
  public int inputSize() {
    return layout.topology.inputSize();
  }

  @Override
  public int outputSize() {
    return layout.topology.outputSize();
  }

  @Override
  public Tensors rest() {
    return state(new double[layout.cells], new double[layout.lanes]);
  }

  private Tensors state(double[] cells, double[] activations) {
    return new Tensors(List.of(doubles(STATE, cells), doubles(ACTIVATION, activations)));
  }

  private static Tensor doubles(String name, double[] values) {
    return new Tensor.Doubles(name, List.of(values.length), values);
  }

  @Override
  public Step step(Tensors before, Inputs inputs, int at) {
    if (inputs.size() != inputSize()) {
      throw new IllegalArgumentException(
          "inputs must have size %d, had %d".formatted(inputSize(), inputs.size()));
    }
    double[] cells = before.doubles(STATE, List.of(layout.cells));
    double[] activations = before.doubles(ACTIVATION, List.of(layout.lanes));
    Forward waiting = idle.poll();
    Forward pass = waiting == null ? makePass.get() : waiting;
    pass.resume(cells, activations);
    pass.step(inputs, at);
    pass.answer();
    Step step = stepOf(pass);
    idle.add(pass);
    return step;
  }

  private Step stepOf(Forward pass) {
    double[] activation = pass.layer.activation;
    return new Step(
        state(
            Arrays.copyOf(pass.layer.state, layout.cells), Arrays.copyOf(activation, layout.lanes)),
        Arrays.copyOf(pass.output, outputSize()),
        new Tensors(
            List.of(
                doubles("y_in", Arrays.copyOf(activation, layout.inputGates)),
                doubles(
                    "y_out",
                    Arrays.copyOfRange(
                        activation, layout.outputGateLane, layout.conventionalLane)))));
  }
}
