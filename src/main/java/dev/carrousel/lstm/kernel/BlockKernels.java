package dev.carrousel.lstm.kernel;

/**
 * The steps of a hidden layer of memory cell blocks that learns by the truncated gradient.
 * Implementations differ in speed and in nothing else, to the last bit while numbers are finite.
 * One thread at a time may use one; they allocate nothing per step.
 *
 * <p>Letters as in the package of the network: z source, f logistic function, s state, e error.
 */
public sealed interface BlockKernels permits ScalarBlocks, VectorBlocks, WideVectorBlocks {

  /**
   * The plain Java kernels, which define what all others compute.
   *
   * @param layer what they work on
   * @return the specification
   */
  static BlockKernels scalar(BlockLayer layer) {
    return new ScalarBlocks(layer);
  }

  /**
   * The fastest kernels for a layer on this machine.
   *
   * @param layer what they work on
   * @return vector kernels if the module jdk.incubator.vector is there, its vectors are wide enough
   *     and the layer fits into one or two of them; scalar ones otherwise
   */
  static BlockKernels preferred(BlockLayer layer) {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (present && VectorBlocks.fit(layer)) {
      return new VectorBlocks(layer);
    }
    return present && WideVectorBlocks.fit(layer) ? new WideVectorBlocks(layer) : scalar(layer);
  }

  /**
   * One step forward: from the inputs in {@link BlockLayer#source} or the symbol, and the
   * activations of the step before, to the activations of this one.
   */
  void step();

  /**
   * Carries ds/dw one step further: {@code ds/dw_c += y_in g'(net_c) z} and {@code ds/dw_in +=
   * g(net_c) f'(net_in) z}.
   */
  void carry();

  /**
   * Adds {@code scale e z} of output gates and conventional units and {@code scale e_s ds/dw} of
   * cells and input gates to a matrix, where {@code e_s = y_out h'(s) d} and {@code e_out =
   * f'(net_out) sum_v h(s_v) d_v}.
   *
   * @param into shape [rows, width]; may be the layer's own weights
   * @param scale factor of all errors
   * @param arriving the errors d that arrive at the cells, then at the conventional units; padded
   * @param seen the rows that hold derivatives, the dense ones first
   * @param count how many they are
   */
  void descend(double[] into, double scale, double[] arriving, int[] seen, int count);
}
