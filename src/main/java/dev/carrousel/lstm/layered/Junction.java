package dev.carrousel.lstm.layered;

import java.util.List;

/** Between two layers: cell outputs of all directions go up side by side, gradients come down. */
final class Junction implements GradientSink {

  private final List<LayerPass> below;
  private final List<LayerPass> above;
  private final Dropout dropout;
  private final int layer;
  private final int width;
  private Chunk chunk;
  private boolean learning;

  Junction(List<LayerPass> below, List<LayerPass> above, Dropout dropout, int layer) {
    this.below = below;
    this.above = above;
    this.dropout = dropout;
    this.layer = layer;
    this.width = below.stream().mapToInt(LayerPass::hiddenSize).sum();
    this.chunk = Chunk.of(List.of(), 0, 0);
  }

  void open(Chunk chunk, boolean learning) {
    this.chunk = chunk;
    this.learning = learning && dropout.isActive();
  }

  /** Hands on the outputs of some of the sequences. */
  void feed(int firstSequence, int endSequence) {
    for (int sequence = firstSequence; sequence < endSequence; sequence++) {
      for (int step = 0; step < chunk.lengths()[sequence]; step++) {
        for (LayerPass pass : above) {
          feed(pass, step, sequence);
        }
      }
    }
  }

  private void feed(LayerPass pass, int step, int sequence) {
    int start = pass.inputStart(step, sequence);
    int at = start;
    for (LayerPass from : below) {
      System.arraycopy(
          from.sources(), from.hiddenStart(step, sequence), pass.sources(), at, from.hiddenSize());
      at += from.hiddenSize();
    }
    if (learning) {
      dropout.apply(pass.sources(), start, width, layer, sequence, chunk.from() + step);
    }
  }

  @Override
  public void receive(int step, int sequence, float[] gradient, int start) {
    if (learning) {
      dropout.apply(gradient, start, width, layer, sequence, chunk.from() + step);
    }
    int at = start;
    for (LayerPass to : below) {
      to.addGradient(step, sequence, gradient, at);
      at += to.hiddenSize();
    }
  }
}
