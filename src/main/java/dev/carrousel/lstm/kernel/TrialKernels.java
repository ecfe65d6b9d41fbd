package dev.carrousel.lstm.kernel;

import java.util.Optional;

/**
 * Networks of the same shape, one in each lane of a vector, which learn by the truncated gradient
 * side by side and never touch each other. Each computes what {@link BlockKernels} and {@link
 * DoubleRows} compute for one network, in the same order, so that it holds the same bits.
 *
 * <p>All arrays are [..., trials], the trial being the innermost index. One thread at a time may
 * use one; a step allocates nothing. Weights and derivatives are kept outside the heap until the
 * networks are unreachable.
 */
public sealed interface TrialKernels permits VectorTrials {

  /**
   * Networks at rest, all weights zero.
   *
   * @param shape the hidden layer of each
   * @param outputs the output layer of each
   * @return networks, as many as the vectors of this machine have lanes of doubles; empty if the
   *     module jdk.incubator.vector is missing or output gates compete
   */
  static Optional<TrialKernels> of(BlockShape shape, OutputShape outputs) {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return present && !shape.competition()
        ? Optional.of(new VectorTrials(shape, outputs))
        : Optional.empty();
  }

  /**
   * How many networks there are.
   *
   * @return lanes of a vector
   */
  int trials();

  /**
   * A weight of a hidden layer.
   *
   * @param row source, in the order of {@link BlockLayer}
   * @param lane destination
   * @param trial the network
   * @return the weight
   */
  double hiddenWeight(int row, int lane, int trial);

  /**
   * Replaces a weight of a hidden layer.
   *
   * @param row source, in the order of {@link BlockLayer}
   * @param lane destination
   * @param trial the network
   * @param weight the weight
   */
  void setHiddenWeight(int row, int lane, int trial, double weight);

  /**
   * A weight of an output layer.
   *
   * @param row bias, cells, conventional units, inputs if there are shortcuts
   * @param output destination
   * @param trial the network
   * @return the weight
   */
  double outputWeight(int row, int output, int trial);

  /**
   * Replaces a weight of an output layer.
   *
   * @param row bias, cells, conventional units, inputs if there are shortcuts
   * @param output destination
   * @param trial the network
   * @param weight the weight
   */
  void setOutputWeight(int row, int output, int trial, double weight);

  /** Activations, states and derivatives zero, as before the first step of a sequence. */
  void reset();

  /**
   * One step forward, derivatives included.
   *
   * @param inputs shape [..., inputs, trials]
   * @param at where the inputs of this step begin
   */
  void step(double[] inputs, int at);

  /** The outputs at this step. */
  void answer();

  /**
   * The outputs of {@link #answer}.
   *
   * @return shape [outputs, trials]; the array itself
   */
  double[] outputs();

  /**
   * Learns from the errors of the outputs.
   *
   * @param errors shape [outputs, trials], 0 for a trial that has no target here
   * @param rate what weights change by, per error; 0 to add to the gradient instead
   */
  void descend(double[] errors, double rate);

  /**
   * Adds the gradient to the weights; it becomes 0.
   *
   * @param rate the learning rate
   */
  void apply(double rate);

  /**
   * The output layers of networks of the same shape.
   *
   * @param outputs number of outputs O
   * @param shortcuts whether inputs feed outputs
   * @param biased whether outputs have a bias
   * @param unbiasedLanes lanes of the hidden layer that have none; shared, never written
   */
  record OutputShape(int outputs, boolean shortcuts, boolean biased, int[] unbiasedLanes) {}
}
