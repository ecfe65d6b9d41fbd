package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Forgetting;
import java.util.List;

/**
 * What must be known of a layered LSTM to build it around its weights.
 *
 * @param inputSize width I of the input vectors, or number of symbols; positive
 * @param embeddingSize width E of the learned vector of each symbol, which replaces the one-hot
 *     vector; 0 for none. With an embedding all inputs must be symbols
 * @param layers hidden size H of each layer, from the input upwards; at least one, each positive.
 *     With two directions each has so many cells
 * @param outputSize width O of the output vectors, positive
 * @param forgetting what multiplies a cell's state from step to step
 * @param peepholes whether gates see the state of their cell
 * @param bidirectional whether a second direction reads each sequence from its end (Graves and
 *     Schmidhuber 2005)
 * @param readOut what the outputs are computed from
 */
public record LayeredShape(
    int inputSize,
    int embeddingSize,
    List<Integer> layers,
    int outputSize,
    Forgetting forgetting,
    boolean peepholes,
    boolean bidirectional,
    ReadOut readOut) {

  /** Checks the ranges. */
  public LayeredShape {
    requirePositive("inputSize", inputSize);
    requirePositive("outputSize", outputSize);
    requirePositive("number of layers", layers.size());
    layers.forEach(hiddenSize -> requirePositive("hiddenSize", hiddenSize));
    if (embeddingSize < 0) {
      throw new IllegalArgumentException(
          "embeddingSize must not be negative, was " + embeddingSize);
    }
    layers = List.copyOf(layers);
  }

  /**
   * A network with forget gates in one direction and outputs at each step.
   *
   * @param inputSize width of the input vectors
   * @param layers hidden size of each layer
   * @param outputSize width of the output vectors
   * @return the shape
   */
  public static LayeredShape of(int inputSize, List<Integer> layers, int outputSize) {
    return new LayeredShape(
        inputSize, 0, layers, outputSize, Forgetting.GATE, false, false, ReadOut.STEP);
  }

  /**
   * The same with other cells.
   *
   * @param other what multiplies a cell's state from step to step
   * @param withPeepholes whether gates see the state of their cell
   * @return a new shape
   */
  public LayeredShape withCells(Forgetting other, boolean withPeepholes) {
    return new LayeredShape(
        inputSize, embeddingSize, layers, outputSize, other, withPeepholes, bidirectional, readOut);
  }

  /**
   * The same with two directions.
   *
   * @return a new shape
   */
  public LayeredShape inBothDirections() {
    return new LayeredShape(
        inputSize, embeddingSize, layers, outputSize, forgetting, peepholes, true, readOut);
  }

  /**
   * The same with a learned vector for each symbol.
   *
   * @param size width of the vectors
   * @return a new shape
   */
  public LayeredShape withEmbedding(int size) {
    return new LayeredShape(
        inputSize, size, layers, outputSize, forgetting, peepholes, bidirectional, readOut);
  }

  /**
   * The same with another read-out.
   *
   * @param other what the outputs are computed from
   * @return a new shape
   */
  public LayeredShape withReadOut(ReadOut other) {
    return new LayeredShape(
        inputSize, embeddingSize, layers, outputSize, forgetting, peepholes, bidirectional, other);
  }

  /** Number of directions of each layer. */
  int directions() {
    return bidirectional ? 2 : 1;
  }

  /** Number of gates that are learned, the candidate counted. */
  int gates() {
    return forgetting == Forgetting.GATE ? 4 : 3;
  }

  /**
   * Number of trainable weights. With G learned gates, the candidate counted, each direction of a
   * layer that reads I numbers has {@code G H (I + H + 1)} of them and {@code (G - 1) H} peepholes;
   * the read-out {@code O (H + 1)}, H counting both directions; the embedding {@code I E}.
   *
   * @return the number of weights
   */
  public long parameterCount() {
    long count = (long) inputSize * embeddingSize;
    long below = embeddingSize > 0 ? embeddingSize : inputSize;
    for (long hiddenSize : layers) {
      long direction = gates() * hiddenSize * (below + hiddenSize + 1);
      count += directions() * (direction + (peepholes ? (gates() - 1) * hiddenSize : 0));
      below = directions() * hiddenSize;
    }
    return count + outputSize * (below + 1);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be positive, was %d".formatted(name, value));
    }
  }
}
