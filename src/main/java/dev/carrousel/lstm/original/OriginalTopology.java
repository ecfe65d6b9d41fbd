package dev.carrousel.lstm.original;

import java.util.Collections;
import java.util.List;

/**
 * Who feeds whom in a network of 1995 to 1997.
 *
 * <p>Hidden units see the inputs of the same step, the {@link HiddenSources} of the step before and
 * a bias; outputs see cells and conventional hidden units of the same step, a bias and, with
 * shortcuts, the inputs. Gates never feed outputs.
 *
 * @param inputSize I, at least 1
 * @param outputSize O, at least 1
 * @param blocks cells of each memory cell block, each at least 1; may be empty
 * @param conventionalUnits number of conventional hidden units N
 * @param inputGates whether each block has an input gate; without, it counts as 1
 * @param outputGates whether each block has an output gate; without, it counts as 1
 * @param cellInput g, applied to a cell's net input
 * @param cellOutput h, applied to a cell's state
 * @param hiddenSources which hidden units feed the hidden layer
 * @param shortcuts whether inputs feed outputs directly
 * @param biases which units have a bias
 */
public record OriginalTopology(
    int inputSize,
    int outputSize,
    List<Integer> blocks,
    int conventionalUnits,
    boolean inputGates,
    boolean outputGates,
    Squash cellInput,
    Squash cellOutput,
    HiddenSources hiddenSources,
    boolean shortcuts,
    Biases biases) {

  /** Checks the sizes. */
  public OriginalTopology {
    blocks = List.copyOf(blocks);
    require(inputSize >= 1, "inputSize must be positive, was " + inputSize);
    require(outputSize >= 1, "outputSize must be positive, was " + outputSize);
    require(
        conventionalUnits >= 0, "conventionalUnits must be 0 or more, was " + conventionalUnits);
    for (int cells : blocks) {
      require(cells >= 1, "each of blocks must have a positive number of cells, were " + blocks);
    }
  }

  /**
   * The usual network: both gates, g in [-2,2], h in [-1,1], fully connected hidden layer, no
   * shortcuts, every unit that is no input biased (NC97 tasks 4 to 6).
   *
   * @param inputSize I, at least 1
   * @param outputSize O, at least 1
   * @param blockCount number of memory cell blocks
   * @param cellsPerBlock cells of each
   * @return the topology
   */
  public static OriginalTopology of(
      int inputSize, int outputSize, int blockCount, int cellsPerBlock) {
    return new OriginalTopology(
        inputSize,
        outputSize,
        Collections.nCopies(blockCount, cellsPerBlock),
        0,
        true,
        true,
        Squash.CENTERED_TWO,
        Squash.CENTERED_ONE,
        HiddenSources.ALL,
        false,
        Biases.ALL);
  }

  /**
   * Number of memory cells of all blocks.
   *
   * @return C
   */
  public int cells() {
    return blocks.stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Number of gates of all blocks.
   *
   * @return input gates and output gates
   */
  public int gates() {
    return blocks.size() * ((inputGates ? 1 : 0) + (outputGates ? 1 : 0));
  }

  /**
   * Number of hidden units of all kinds.
   *
   * @return H: gates, cells and conventional hidden units
   */
  public int hiddenSize() {
    return gates() + cells() + conventionalUnits;
  }

  /**
   * Number of trainable weights; NC97's Table 10 prints it for each task.
   *
   * @return weights of all connections and biases
   */
  public int weightCount() {
    int hiddenFan =
        inputSize
            + (hiddenSources.gates() ? gates() : 0)
            + (hiddenSources.cells() ? cells() : 0)
            + (hiddenSources.conventionalUnits() ? conventionalUnits : 0);
    int hiddenBiases =
        (biases.gates() ? gates() : 0)
            + (biases.cells() ? cells() : 0)
            + (biases.conventionalUnits() ? conventionalUnits : 0);
    int outputFan =
        cells() + conventionalUnits + (shortcuts ? inputSize : 0) + (biases.outputs() ? 1 : 0);
    return hiddenSize() * hiddenFan + hiddenBiases + outputSize * outputFan;
  }

  /**
   * The same with other memory cell blocks.
   *
   * @param other cells of each block
   * @return a new topology
   */
  public OriginalTopology withBlocks(List<Integer> other) {
    return with(other, hiddenSources, shortcuts, biases);
  }

  /**
   * The same with other hidden sources.
   *
   * @param other which hidden units feed the hidden layer
   * @return a new topology
   */
  public OriginalTopology withHiddenSources(HiddenSources other) {
    return with(blocks, other, shortcuts, biases);
  }

  /**
   * The same with or without shortcuts.
   *
   * @param other whether inputs feed outputs directly
   * @return a new topology
   */
  public OriginalTopology withShortcuts(boolean other) {
    return with(blocks, hiddenSources, other, biases);
  }

  /**
   * The same with other biases.
   *
   * @param other which units have a bias
   * @return a new topology
   */
  public OriginalTopology withBiases(Biases other) {
    return with(blocks, hiddenSources, shortcuts, other);
  }

  private OriginalTopology with(
      List<Integer> newBlocks, HiddenSources sources, boolean newShortcuts, Biases newBiases) {
    return new OriginalTopology(
        inputSize,
        outputSize,
        newBlocks,
        conventionalUnits,
        inputGates,
        outputGates,
        cellInput,
        cellOutput,
        sources,
        newShortcuts,
        newBiases);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
