package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch's way through the network and back. Sequences shorter than the longest run on over stale
 * inputs after their end: nothing is read there and no error comes from there, so neither answers
 * nor gradients depend on it.
 */
final class BatchPass {

  private final List<LayerPass> layers;
  private final ReadOutPass readOut;
  private final int inputSize;
  private final int outputSize;
  private final int rowCapacity;
  private int batchSize;
  private int steps;

  BatchPass(Kernels kernels, Parameters parameters, float[] gradient, int rowCapacity) {
    List<LayerPass> passes = new ArrayList<>();
    for (LayerWeights layer : parameters.layers) {
      passes.add(new LayerPass(kernels, layer, parameters.values, gradient, rowCapacity));
    }
    this.layers = List.copyOf(passes);
    this.readOut = new ReadOutPass(kernels, parameters.readOut, parameters.values, gradient);
    this.inputSize = parameters.layers.getFirst().inputSize();
    this.outputSize = parameters.readOut.outputSize();
    this.rowCapacity = rowCapacity;
  }

  boolean holds(List<? extends Inputs> batch) {
    return rowsOf(batch) <= rowCapacity;
  }

  /**
   * Rows that the buffers need for a batch: one per step and sequence, and one more for the state
   * before the first step.
   */
  static int rowsOf(List<? extends Inputs> batch) {
    return Math.multiplyExact(longest(batch) + 1, batch.size());
  }

  private static int longest(List<? extends Inputs> batch) {
    return batch.stream().mapToInt(Inputs::length).max().orElseThrow();
  }

  void forward(List<? extends Inputs> batch) {
    steps = longest(batch);
    batchSize = batch.size();
    layers.forEach(layer -> layer.open(steps, batchSize));
    for (int sequence = 0; sequence < batchSize; sequence++) {
      feed(batch.get(sequence), sequence);
    }
    for (int step = 0; step < steps; step++) {
      for (int layer = 0; layer < layers.size(); layer++) {
        layers.get(layer).forward(step);
        if (layer + 1 < layers.size()) {
          layers.get(layer).feed(layers.get(layer + 1), step);
        }
      }
    }
  }

  private void feed(Inputs inputs, int sequence) {
    LayerPass first = layers.getFirst();
    for (int step = 0; step < inputs.length(); step++) {
      int start = first.inputStart(step, sequence);
      for (int i = 0; i < inputSize; i++) {
        first.sources()[start + i] = (float) inputs.at(step, i);
      }
    }
  }

  /** Outputs at every step of every sequence. */
  List<double[]> responses(List<? extends Inputs> batch, Loss loss) {
    readOut.open(steps * batchSize);
    for (int sequence = 0; sequence < batchSize; sequence++) {
      for (int step = 0; step < batch.get(sequence).length(); step++) {
        readOut.add(top().sources(), top().hiddenStart(step, sequence));
      }
    }
    float[] outputs = readOut.forward();
    List<double[]> responses = new ArrayList<>(batchSize);
    int row = 0;
    for (Inputs inputs : batch) {
      double[] response = new double[inputs.length() * outputSize];
      for (int step = 0; step < inputs.length(); step++) {
        loss.respond(outputs, readOut.outputStart(row), outputSize);
        copy(outputs, readOut.outputStart(row++), response, step * outputSize);
      }
      responses.add(response);
    }
    return responses;
  }

  /** Adds the gradient of the mean loss over all steps with a target. */
  Lesson backward(List<Sequence> batch, Loss loss) {
    Judgement judgement = new Judgement(loss, outputSize);
    judge(batch, judgement);
    readOut.backward();
    passDown(batch);
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      layers.get(layer).backward(steps, layers.get(Math.max(0, layer - 1)));
    }
    return judgement.lesson();
  }

  /**
   * Judges the outputs of all steps with a target and turns them into the gradient of the mean
   * loss.
   */
  void judge(List<Sequence> batch, Judgement judgement) {
    float scale = 1f / Math.max(1, gatherTargets(batch));
    float[] outputs = readOut.forward();
    int row = 0;
    for (Sequence sequence : batch) {
      for (double[] target : sequence.targets()) {
        if (target != null) {
          judgement.add(outputs, readOut.outputStart(row++), target, scale);
        }
      }
      judgement.endSequence();
    }
  }

  private int gatherTargets(List<Sequence> batch) {
    readOut.open(steps * batchSize);
    int rows = 0;
    for (int sequence = 0; sequence < batchSize; sequence++) {
      for (int step = 0; step < batch.get(sequence).length(); step++) {
        if (batch.get(sequence).targets()[step] != null) {
          readOut.add(top().sources(), top().hiddenStart(step, sequence));
          rows++;
        }
      }
    }
    return rows;
  }

  private void passDown(List<Sequence> batch) {
    int row = 0;
    for (int sequence = 0; sequence < batchSize; sequence++) {
      for (int step = 0; step < batch.get(sequence).length(); step++) {
        if (batch.get(sequence).targets()[step] != null) {
          readOut.passDown(row++, top().dHidden(), top().dHiddenStart(step, sequence));
        }
      }
    }
  }

  private LayerPass top() {
    return layers.getLast();
  }

  private void copy(float[] from, int start, double[] to, int at) {
    for (int o = 0; o < outputSize; o++) {
      to[at + o] = from[start + o];
    }
  }
}
