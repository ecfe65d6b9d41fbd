package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.sequence.Inputs;
import java.util.Arrays;
import java.util.List;

/** Learned vectors of symbols on their way into the first layer, and their gradients. */
final class EmbeddingPass implements GradientSink {

  private final EmbeddingWeights shape;
  private final List<LayerPass> above;
  private final float[] parameters;
  private final float[] gradient;
  private final float[] dVectors;
  private Chunk chunk = Chunk.of(List.of(), 0, 0);

  EmbeddingPass(
      EmbeddingWeights shape,
      List<LayerPass> above,
      float[] parameters,
      float[] gradient,
      int rowCapacity) {
    this.shape = shape;
    this.above = above;
    this.parameters = parameters;
    this.gradient = gradient;
    this.dVectors = new float[Math.multiplyExact(rowCapacity, shape.size())];
  }

  void open(Chunk chunk) {
    this.chunk = chunk;
    Arrays.fill(dVectors, 0, chunk.steps() * chunk.batchSize() * shape.size(), 0f);
  }

  void feed(int sequence) {
    for (int step = 0; step < chunk.lengths()[sequence]; step++) {
      int start = shape.start(symbol(step, sequence));
      for (LayerPass pass : above) {
        System.arraycopy(
            parameters, start, pass.sources(), pass.inputStart(step, sequence), shape.size());
      }
    }
  }

  private int symbol(int step, int sequence) {
    return symbol(chunk.inputs().get(sequence), chunk.from() + step);
  }

  /** The symbol that inputs hold at a step. */
  static int symbol(Inputs inputs, int step) {
    if (inputs instanceof Inputs.Symbols symbols) {
      return symbols.symbols()[step];
    }
    throw new IllegalArgumentException(
        "inputs of a network with an embedding must be symbols, were vectors");
  }

  @Override
  public void receive(int step, int sequence, float[] from, int start) {
    int at = row(step, sequence) * shape.size();
    for (int component = 0; component < shape.size(); component++) {
      dVectors[at + component] += from[start + component];
    }
  }

  /** Adds up the gradient of each symbol's vector, step by step and sequence by sequence. */
  void accumulate() {
    for (int step = 0; step < chunk.steps(); step++) {
      for (int sequence = 0; sequence < chunk.batchSize(); sequence++) {
        if (step < chunk.lengths()[sequence]) {
          int to = shape.start(symbol(step, sequence));
          int from = row(step, sequence) * shape.size();
          for (int component = 0; component < shape.size(); component++) {
            gradient[to + component] += dVectors[from + component];
          }
        }
      }
    }
  }

  private int row(int step, int sequence) {
    return step * chunk.batchSize() + sequence;
  }
}
