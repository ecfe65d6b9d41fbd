package dev.carrousel.service.exchange;

import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.original.OriginalTopology;
import dev.carrousel.service.models.NetworkShape;

/** Sees to it that no network is built that is larger than the weights that came for it. */
final class NetworkChecks {

  private static final int LARGEST_LAYER = 1 << 20;
  private static final int LARGEST_ORIGINAL = 20_000;
  private static final int MOST_LAYERS = 64;

  private NetworkChecks() {}

  /**
   * Refuses a network of another size.
   *
   * @param values how many numbers came
   */
  static void requireFitting(NetworkShape network, long values) {
    try {
      long weights =
          switch (network) {
            case NetworkShape.Lstm lstm -> weights(lstm);
            case NetworkShape.Original original -> weights(original.topology());
          };
      JsonTensor.expect(
          weights <= values,
          "the network has %d weights, but the file holds %d numbers".formatted(weights, values));
    } catch (IllegalArgumentException impossible) {
      throw BrokenFile.because(impossible);
    }
  }

  private static long weights(NetworkShape.Lstm network) {
    LayeredShape shape = network.toShape();
    JsonTensor.expect(
        shape.layers().size() <= MOST_LAYERS,
        "the network must have at most %d layers, has %d"
            .formatted(MOST_LAYERS, shape.layers().size()));
    requireSize("inputSize", shape.inputSize(), LARGEST_LAYER);
    requireSize("embeddingSize", shape.embeddingSize(), LARGEST_LAYER);
    requireSize("outputSize", shape.outputSize(), LARGEST_LAYER);
    shape.layers().forEach(size -> requireSize("layers", size, LARGEST_LAYER));
    return shape.parameterCount();
  }

  private static long weights(OriginalTopology topology) {
    requireSize("inputSize", topology.inputSize(), LARGEST_ORIGINAL);
    requireSize("outputSize", topology.outputSize(), LARGEST_ORIGINAL);
    requireSize("conventionalUnits", topology.conventionalUnits(), LARGEST_ORIGINAL);
    requireSize("blocks", topology.blocks().size(), LARGEST_ORIGINAL);
    long cells = topology.blocks().stream().mapToLong(Integer::longValue).sum();
    requireSize("blocks", cells, LARGEST_ORIGINAL);
    requireSize("hidden units", topology.hiddenSize(), LARGEST_ORIGINAL);
    JsonTensor.expect(topology.hiddenSize() > 0, "the network must have hidden units, has none");
    return topology.weightCount();
  }

  private static void requireSize(String name, long size, int largest) {
    JsonTensor.expect(
        size <= largest, "%s must be at most %d, was %d".formatted(name, largest, size));
  }
}
