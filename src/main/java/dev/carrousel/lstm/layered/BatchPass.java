package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Workspace;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch's way through the network and back. Sequences shorter than the longest run on over stale
 * inputs after their end: nothing is read there and no error comes from there, so neither answers
 * nor gradients depend on it.
 *
 * <p>Forth and back no sequence depends on another, so its team shares the sequences out; sums over
 * sequences are shared out by what they are added to. Hence the bits do not depend on the team.
 */
final class BatchPass {

  /** Below so many products of rows and weights it is not worth calling anybody. */
  private static final long WORTH_SHARING = 1L << 22;

  private static final int FEWEST_SEQUENCES = 4;

  /** More would push each other's numbers out of the second-level cache at every step. */
  private static final int MOST_SEQUENCES = 64;

  private static final int PIECES_PER_THREAD = 2;

  private final Team team;
  private final List<List<LayerPass>> layers = new ArrayList<>();
  private final List<Junction> junctions = new ArrayList<>();
  private final @Nullable EmbeddingPass embedding;
  private final ReadOutPass readOut;
  private final List<Runnable> sums = new ArrayList<>();

  /** One for each part of the sequences. */
  private final List<Workspace> workspaces = new ArrayList<>();

  private final int inputSize;
  private final int outputSize;
  private final int weightCount;
  private final int rowCapacity;
  private Chunk chunk = Chunk.of(List.of(), 0, 0);
  private int parts = 1;

  BatchPass(
      Kernels kernels,
      Team team,
      LayeredShape shape,
      Parameters parameters,
      float[] gradient,
      Dropout dropout,
      int rowCapacity) {
    this.team = team;
    this.rowCapacity = rowCapacity;
    for (List<LayerWeights> directions : parameters.layers) {
      boolean toInputs = !layers.isEmpty() || shape.embeddingSize() > 0;
      layers.add(
          directions.stream()
              .map(weights ->
                  new LayerPass(kernels, weights, toInputs, parameters, gradient, rowCapacity))
              .toList());
    }
    for (int layer = 1; layer < layers.size(); layer++) {
      junctions.add(new Junction(layers.get(layer - 1), layers.get(layer), dropout, layer));
    }
    embedding =
        shape.embeddingSize() == 0
            ? null
            : new EmbeddingPass(
                parameters.embedding, layers.getFirst(), parameters.values, gradient, rowCapacity);
    readOut =
        new ReadOutPass(
            kernels,
            parameters.readOut,
            shape.readOut(),
            layers.getLast(),
            parameters.alignedReadOut(),
            gradient);
    inputSize = shape.inputSize();
    outputSize = shape.outputSize();
    weightCount = parameters.values.length;
    collectSums();
  }

  /** The sums over sequences, in pieces that are added to different numbers. */
  private void collectSums() {
    for (List<LayerPass> directions : layers) {
      for (LayerPass pass : directions) {
        int panels = pass.panels();
        int pieces = Math.min(panels, team.size() == 1 ? 1 : PIECES_PER_THREAD * team.size());
        for (int piece = 0; piece < pieces; piece++) {
          int first = panels * piece / pieces;
          int count = panels * (piece + 1) / pieces - first;
          Workspace workspace = new Workspace();
          sums.add(() -> pass.accumulate(first, count, workspace));
        }
        sums.add(pass::accumulatePeepholes);
      }
    }
    sums.add(readOut::accumulate);
    if (embedding != null) {
      sums.add(embedding::accumulate);
    }
  }

  /** Memory of the buffers. */
  long bytes() {
    long layered = layers.stream().flatMap(List::stream).mapToLong(LayerPass::bytes).sum();
    long working = workspaces.stream().mapToLong(Workspace::bytes).sum();
    return layered + readOut.bytes() + working;
  }

  boolean holds(Chunk chunk) {
    return chunk.rows() <= rowCapacity;
  }

  /**
   * Begins a chunk.
   *
   * @param carried whether it goes on in the state in which the chunk before ended
   * @param question which outputs are wanted
   */
  private void open(Chunk chunk, boolean carried, boolean learning, ReadOutPass.Question question) {
    this.chunk = chunk;
    parts = parts(chunk);
    while (workspaces.size() < parts) {
      workspaces.add(new Workspace());
    }
    for (List<LayerPass> directions : layers) {
      directions.forEach(pass -> pass.open(chunk, carried, learning, parts));
    }
    junctions.forEach(junction -> junction.open(chunk, learning));
    if (embedding != null) {
      embedding.open(chunk);
    }
    readOut.open(chunk, question);
  }

  /** Among how many the sequences are shared out: as many for each thread. */
  private int parts(Chunk chunk) {
    if ((long) chunk.rows() * weightCount < WORTH_SHARING) {
      return 1;
    }
    int perThread = Math.ceilDiv(chunk.batchSize(), MOST_SEQUENCES * team.size());
    return Math.min(perThread * team.size(), Math.ceilDiv(chunk.batchSize(), FEWEST_SEQUENCES));
  }

  /** Outputs at each step of the chunk that the read-out has, written to where they belong. */
  void respond(Chunk chunk, boolean carried, Loss loss, List<double[]> responses) {
    open(chunk, carried, false, (_, _) -> true);
    team.run(parts, part -> forward(part));
    for (int sequence = 0; sequence < chunk.batchSize(); sequence++) {
      for (int row = readOut.firstRow(sequence); row < readOut.firstRow(sequence + 1); row++) {
        int start = readOut.outputStart(row);
        loss.respond(readOut.outputs(), start, outputSize);
        copy(start, responses.get(sequence), (chunk.from() + readOut.step(row)) * outputSize);
      }
    }
  }

  /** Judges the outputs of all steps of the chunk with a target. */
  void judge(Chunk chunk, boolean carried, List<Sequence> batch, Judgement judgement) {
    open(chunk, carried, false, asked(chunk, batch));
    team.run(
        parts,
        part -> {
          forward(part);
          judge(part, batch, judgement);
        });
  }

  /**
   * Judges as {@link #judge} and adds the gradient of the mean loss over these steps. Without such
   * steps the state alone goes on.
   *
   * @return whether there was a target
   */
  boolean learn(Chunk chunk, boolean carried, List<Sequence> batch, Judgement judgement) {
    open(chunk, carried, true, asked(chunk, batch));
    boolean taught = readOut.rows() > 0;
    readOut.transpose();
    for (List<LayerPass> directions : layers) {
      directions.forEach(LayerPass::transpose);
    }
    team.run(
        parts,
        part -> {
          forward(part);
          if (taught) {
            judge(part, batch, judgement);
            backward(part);
          }
        });
    if (taught) {
      sum();
    }
    return taught;
  }

  private void sum() {
    if (parts == 1 && (long) chunk.rows() * weightCount < WORTH_SHARING) {
      sums.forEach(Runnable::run);
    } else {
      team.run(sums.size(), piece -> sums.get(piece).run());
    }
  }

  private static ReadOutPass.Question asked(Chunk chunk, List<Sequence> batch) {
    return (step, sequence) -> batch.get(sequence).targets()[chunk.from() + step] != null;
  }

  private void forward(int part) {
    int from = first(part);
    int to = first(part + 1);
    for (int sequence = from; sequence < to; sequence++) {
      feed(sequence);
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      for (LayerPass pass : layers.get(layer)) {
        pass.part(part).forward(workspaces.get(part));
      }
      if (layer < junctions.size()) {
        junctions.get(layer).feed(from, to);
      }
    }
    readOut.forward(from, to, workspaces.get(part));
  }

  private int first(int part) {
    return chunk.batchSize() * part / parts;
  }

  private void feed(int sequence) {
    if (embedding != null) {
      embedding.feed(sequence);
      return;
    }
    for (LayerPass pass : layers.getFirst()) {
      Inputs inputs = chunk.inputs().get(sequence);
      for (int step = 0; step < chunk.lengths()[sequence]; step++) {
        int start = pass.inputStart(step, sequence);
        for (int i = 0; i < inputSize; i++) {
          pass.sources()[start + i] = (float) inputs.at(chunk.from() + step, i);
        }
      }
    }
  }

  private void judge(int part, List<Sequence> batch, Judgement judgement) {
    float scale = 1f / Math.max(1, readOut.rows());
    float[] answer = new float[outputSize];
    for (int sequence = first(part); sequence < first(part + 1); sequence++) {
      for (int row = readOut.firstRow(sequence); row < readOut.firstRow(sequence + 1); row++) {
        double[] target = batch.get(sequence).targets()[chunk.from() + readOut.step(row)];
        if (target != null) {
          int start = readOut.outputStart(row);
          judgement.add(sequence, readOut.outputs(), start, target, scale, answer);
        }
      }
    }
  }

  private void backward(int part) {
    int from = first(part);
    int to = first(part + 1);
    for (List<LayerPass> directions : layers) {
      directions.forEach(pass -> pass.clearGradients(from, to));
    }
    readOut.backward(from, to, workspaces.get(part));
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      GradientSink sink = layer > 0 ? junctions.get(layer - 1) : embedding;
      for (LayerPass pass : layers.get(layer)) {
        pass.part(part).backward(sink, workspaces.get(part));
      }
    }
  }

  private void copy(int start, double[] to, int at) {
    for (int o = 0; o < outputSize; o++) {
      to[at + o] = readOut.outputs()[start + o];
    }
  }
}
