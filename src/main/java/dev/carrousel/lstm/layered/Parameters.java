package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.AlignedPanels;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * All weights of a layered network in one flat array, packed in panels: layer by layer, then the
 * read-out, then the embedding.
 */
final class Parameters {

  /** Of each layer its directions, the forward one first. */
  final List<List<LayerWeights>> layers;

  final ReadOutWeights readOut;
  final EmbeddingWeights embedding;
  final float[] values;

  private final Map<LayerWeights, AlignedPanels> aligned = new HashMap<>();
  private final AlignedPanels alignedReadOut;

  Parameters(LayeredSettings settings, Kernels kernels, RandomGenerator random) {
    LayeredShape shape = settings.shape();
    List<List<LayerWeights>> stacked = new ArrayList<>();
    int offset = 0;
    int below = shape.embeddingSize() > 0 ? shape.embeddingSize() : shape.inputSize();
    for (int hiddenSize : shape.layers()) {
      List<LayerWeights> directions = new ArrayList<>();
      for (int direction = 0; direction < shape.directions(); direction++) {
        LayerWeights weights =
            new LayerWeights(
                stacked.size(),
                direction > 0,
                below,
                hiddenSize,
                shape.forgetting(),
                shape.peepholes(),
                offset);
        directions.add(weights);
        offset = Math.addExact(offset, weights.length());
      }
      stacked.add(List.copyOf(directions));
      below = Math.multiplyExact(shape.directions(), hiddenSize);
    }
    layers = List.copyOf(stacked);
    readOut = new ReadOutWeights(below, shape.outputSize(), offset);
    offset = Math.addExact(offset, readOut.length());
    embedding = new EmbeddingWeights(shape.inputSize(), shape.embeddingSize(), offset);
    values = new float[Math.addExact(offset, embedding.length())];
    initialise(settings, random);
    directions().forEach(weights -> aligned.put(weights, kernels.align(weights.in(values))));
    alignedReadOut = kernels.align(readOut.in(values));
  }

  private void initialise(LayeredSettings settings, RandomGenerator random) {
    for (LayerWeights layer : directions()) {
      layer.initialise(values, settings.initialiser(), settings.forgetBias(), random);
    }
    readOut.initialise(values, settings.initialiser(), random);
    embedding.initialise(values, random);
  }

  private List<LayerWeights> directions() {
    return layers.stream().flatMap(List::stream).toList();
  }

  /** The weights of one direction of one layer, for the kernels. */
  AlignedPanels aligned(LayerWeights weights) {
    return Objects.requireNonNull(aligned.get(weights));
  }

  /** The weights of the read-out, for the kernels. */
  AlignedPanels alignedReadOut() {
    return alignedReadOut;
  }

  /** To be called after every change of {@link #values}, before the kernels read them. */
  void changed() {
    aligned.values().forEach(AlignedPanels::refresh);
    alignedReadOut.refresh();
  }

  /** Memory of the weights. */
  long bytes() {
    long copies = aligned.values().stream().mapToLong(AlignedPanels::bytes).sum();
    return (long) Float.BYTES * values.length + copies + alignedReadOut.bytes();
  }

  Tensors export() {
    List<Tensor> tensors = new ArrayList<>();
    directions().forEach(layer -> tensors.addAll(layer.export(values)));
    tensors.addAll(readOut.export(values));
    tensors.addAll(embedding.export(values));
    return new Tensors(tensors);
  }

  void load(Tensors tensors) {
    directions().forEach(layer -> layer.load(tensors, values));
    readOut.load(tensors, values);
    embedding.load(tensors, values);
    changed();
  }
}
