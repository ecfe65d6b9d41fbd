package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * All weights of a layered network in one flat array, packed in panels, layer by layer and the
 * read-out last.
 */
final class Parameters {

  final List<LayerWeights> layers;
  final ReadOutWeights readOut;
  final float[] values;

  Parameters(LayeredSettings settings, RandomGenerator random) {
    List<LayerWeights> stacked = new ArrayList<>();
    int offset = 0;
    int below = settings.inputSize();
    for (int hiddenSize : settings.layers()) {
      LayerWeights layer = new LayerWeights(stacked.size(), below, hiddenSize, offset);
      stacked.add(layer);
      offset = Math.addExact(offset, layer.length());
      below = hiddenSize;
    }
    layers = List.copyOf(stacked);
    readOut = new ReadOutWeights(below, settings.outputSize(), offset);
    values = new float[Math.addExact(offset, readOut.length())];
    layers.forEach(layer -> layer.initialise(values, settings.forgetBias(), random));
    readOut.initialise(values, random);
  }

  Tensors export() {
    List<Tensor> tensors = new ArrayList<>();
    layers.forEach(layer -> tensors.addAll(layer.export(values)));
    tensors.addAll(readOut.export(values));
    return new Tensors(tensors);
  }

  void load(Tensors tensors) {
    layers.forEach(layer -> layer.load(tensors, values));
    readOut.load(tensors, values);
  }
}
