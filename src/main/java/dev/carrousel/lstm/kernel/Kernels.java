package dev.carrousel.lstm.kernel;

/**
 * The dense loops of a layered LSTM. Implementations differ in speed and in nothing else, to the
 * last bit. Stateless, may be shared by threads; nothing allocates but {@link #align} and a {@link
 * Workspace} that grows.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /** Units side by side in a panel, on every machine. */
  int LANES = 16;

  /**
   * The plain Java kernels, which define what all others compute.
   *
   * @return the specification
   */
  static Kernels scalar() {
    return ScalarKernels.INSTANCE;
  }

  /**
   * The kernels on the Vector API.
   *
   * @return kernels as wide as this machine's vectors
   * @throws IllegalStateException if the module jdk.incubator.vector is absent
   */
  static Kernels vector() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException(
          "vector kernels need the module jdk.incubator.vector: start Java with"
              + " --add-modules=jdk.incubator.vector");
    }
    return VectorKernels.INSTANCE;
  }

  /**
   * The fastest kernels on this machine.
   *
   * @return vector kernels if the module jdk.incubator.vector is present and vectors hold several
   *     numbers; scalar ones otherwise
   */
  static Kernels preferred() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return present && VectorKernels.fit() ? vector() : scalar();
  }

  /**
   * What these kernels are called in logs and provenance.
   *
   * @return a short name
   */
  String name();

  /**
   * Lays weights out for the products.
   *
   * @param w the weights, not copied unless these kernels need it
   * @return the same weights, to be refreshed after every change
   */
  AlignedPanels align(Panels w);

  /**
   * Multiplies rows by weights: {@code y[r][n] = sum over k of x[r][k] * w[k][n]}, k ascending, for
   * every panel.
   *
   * @param x rows of {@code w.panels().sources()} numbers
   * @param w the weights
   * @param y as many rows of {@code w.panels()}, count times width, numbers; overwritten
   * @param workspace of this thread
   */
  void multiply(Rows x, AlignedPanels w, Rows y, Workspace workspace);

  /**
   * Goes on with such products where others have stopped: {@code y[r][n] += sum over k of x[r][k -
   * first] * w[k][n]}, k ascending from first.
   *
   * @param x rows of {@code w.panels().sources() - first} numbers
   * @param w the weights
   * @param first the first source
   * @param y as many rows of {@code w.panels()}, count times width, numbers; added to
   */
  void multiplyFrom(Rows x, AlignedPanels w, int first, Rows y);

  /**
   * Begins such products and stops before a source.
   *
   * @param x rows of {@code end} numbers
   * @param w the weights
   * @param end behind the last source
   * @param y as many rows of {@code w.panels()}, count times width, numbers; overwritten
   * @param workspace of this thread
   */
  void multiplyTo(Rows x, AlignedPanels w, int end, Rows y, Workspace workspace);

  /**
   * Adds the gradient of the weights of {@link #multiply}: {@code dw[k][n] += sum over r of x[r][k]
   * * dy[r][n]}, r ascending.
   *
   * @param x rows of {@code dw.sources()} numbers
   * @param dy as many rows of {@code dw.count() * dw.width()} numbers
   * @param dw added to
   * @param workspace of this thread
   */
  void accumulate(Rows x, Rows dy, Panels dw, Workspace workspace);

  /**
   * Packs weights for the way back, so that {@link #multiply} of a row of gate gradients by {@code
   * transposed} gives the gradients of {@code columns} sources, side by side.
   *
   * @param w the weights
   * @param first the first of the sources
   * @param columns number of sources
   * @param transposed panels with {@code w.count() * w.width()} sources and lanes for so many
   *     columns, as {@link Panels#ofColumns} makes them; overwritten, but for lanes beyond, and
   *     refreshed
   */
  void transpose(Panels w, int first, int columns, AlignedPanels transposed);

  /**
   * One step of the LSTM cell for every row: {@code i = sigmoid(i), f = sigmoid(f), g = tanh(g), o
   * = sigmoid(o), c = f c' + i g, h = o tanh(c)} (Hochreiter and Schmidhuber 1997 with the forget
   * gate of Gers et al. 2000). Peepholes add {@code p_i c'} and {@code p_f c'} to the net inputs of
   * i and f, and {@code p_o c} to that of o (Gers and Schmidhuber 2000).
   *
   * @param cell what the step reads and writes
   */
  void forward(CellStep cell);

  /**
   * The way back through {@link #forward}: turns the gates into the gradients of their net inputs
   * and moves the gradient of the cell state one step back.
   *
   * @param cell the same step; its gates are overwritten by gradients
   * @param dHidden gradient of h from above, rows of hidden size
   * @param dRecurrent gradient of h from the step after, rows of hidden size, added to dHidden
   * @param dCell gradient of c, rows of hidden size; on return the gradient of c'
   */
  void backward(CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell);

  /**
   * Adds the gradient of peepholes: the sum over rows, ascending, of each gate's gradient times the
   * state that it peeps at.
   *
   * @param dGates gradients of the net inputs, as {@link #backward} leaves them
   * @param before as many rows of states c', seen by i and f
   * @param cells as many rows of states c, seen by o
   * @param dPeepholes added to; panels of one source and the gates i, f, o
   */
  void accumulatePeepholes(Rows dGates, Rows before, Rows cells, Panels dPeepholes);
}
