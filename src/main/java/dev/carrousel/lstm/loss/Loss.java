package dev.carrousel.lstm.loss;

/**
 * A loss of one output vector against one target vector. O is their size. Stateless, may be shared
 * by threads, allocates nothing.
 */
public sealed interface Loss permits MeanSquaredError, SoftmaxCrossEntropy {

  /**
   * The loss and its gradient. A target that is NaN counts as unknown: it adds neither loss nor
   * gradient.
   *
   * @param outputs linear outputs, O of them from {@code offset}; overwritten by the gradient of
   *     the loss times {@code scale}
   * @param offset where the outputs begin
   * @param target shape [O]
   * @param scale factor of the gradient
   * @return the loss, not scaled
   */
  double differentiate(float[] outputs, int offset, double[] target, float scale);

  /**
   * Turns linear outputs into what the network answers, in place.
   *
   * @param outputs linear outputs, {@code size} of them from {@code offset}; overwritten
   * @param offset where the outputs begin
   * @param size number of outputs O
   */
  void respond(float[] outputs, int offset, int size);
}
