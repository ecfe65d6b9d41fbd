package dev.carrousel.lstm.original;

import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network of memory cell blocks as it was from 1995 to 1997, learning one sequence after another
 * in double precision.
 *
 * <p>The weights by name, all row-major with a row for each source: {@code blocks} [B], the cells
 * of each block; {@code hidden.bias} [H], 0 for units without; {@code hidden.from_hidden} [S,H];
 * {@code hidden.from_input} [I,H]; {@code output.bias} [O] if outputs are biased; {@code
 * output.from_hidden} [C+N,O]; {@code output.from_input} [I,O] if there are shortcuts. The H hidden
 * units stand in the order input gates, cells block by block, output gates, conventional units; the
 * S hidden sources are those of them that feed the hidden layer, in the same order; outputs see the
 * C cells, then the N conventional units.
 */
public final class OriginalNetwork implements Learner {

  private final OriginalSettings settings;
  private final SeededRandom growth;
  private final Tally tally;
  private final @Nullable ConstructionState construction;
  private Weights weights;
  private Forward forward;
  private GradientDescent descent;

  /**
   * A network at its beginning.
   *
   * @param settings everything that determines it but the seed
   * @param random the stream its weights are drawn from; blocks that join later draw from streams
   *     split off it, so what else reads it does not matter
   */
  public OriginalNetwork(OriginalSettings settings, SeededRandom random) {
    this.settings = settings;
    growth = random.split("construction");
    tally = new Tally(settings.outputDelta(), settings.topology().outputSize());
    Construction rule = settings.construction();
    construction = rule == null ? null : new ConstructionState(rule);
    weights = Weights.drawn(new Layout(settings.topology()), settings.initialWeights(), random);
    forward = new Forward(weights, settings.outputGateCompetition());
    descent = descentOf(forward);
  }

  /**
   * Who feeds whom, as it is now.
   *
   * @return the topology with the blocks that have joined so far
   */
  public OriginalTopology topology() {
    return weights.layout.topology;
  }

  /**
   * Answers a sequence without learning and tells what went on inside.
   *
   * @param inputs the inputs, of this network's input size
   * @return every net input, activation and state; new arrays
   */
  public Trace trace(Inputs inputs) {
    requireSize(inputs);
    return Tracer.trace(forward, inputs);
  }

  /**
   * Follows the error of a sequence's last step back along every connection, as {@link
   * ErrorFlow#FULL} does, however the network learned.
   *
   * @param inputs the inputs, of this network's input size, at least one step
   * @param target what the last step should have answered, shape [O]; null to follow the gradient
   *     of the sum of its outputs instead
   * @return how far the error reaches in each memory cell block
   */
  public List<ErrorReach> errorReach(Inputs inputs, double @Nullable [] target) {
    requireSize(inputs);
    return new ErrorPaths(forward).follow(inputs, target, settings.outputDelta());
  }

  /**
   * This network as it is now, to be asked step by step. It shares the weights.
   *
   * @return the network without its learning
   */
  public Recurrence recurrence() {
    return new OriginalRecurrence(weights, settings.outputGateCompetition());
  }

  @Override
  public int inputSize() {
    return settings.topology().inputSize();
  }

  @Override
  public int outputSize() {
    return settings.topology().outputSize();
  }

  @Override
  public int parameterCount() {
    return topology().weightCount();
  }

  @Override
  public Lesson learn(List<Sequence> batch) {
    tally.clear();
    for (Sequence sequence : batch) {
      requireSize(sequence.inputs());
      double before = tally.squaredError();
      descent.learn(sequence, tally);
      tally.endSequence();
      growAfter(tally.squaredError() - before);
    }
    return tally.lesson();
  }

  @Override
  public double[] respond(Inputs inputs) {
    requireSize(inputs);
    double[] outputs = new double[inputs.length() * outputSize()];
    forward.reset();
    for (int step = 0; step < inputs.length(); step++) {
      forward.step(inputs, step);
      forward.answer();
      System.arraycopy(forward.output, 0, outputs, step * outputSize(), outputSize());
    }
    return outputs;
  }

  @Override
  public double loss(List<Sequence> sequences) {
    tally.clear();
    for (Sequence sequence : sequences) {
      requireSize(sequence.inputs());
      forward.reset();
      for (int step = 0; step < sequence.length(); step++) {
        forward.step(sequence.inputs(), step);
        double[] target = sequence.targets()[step];
        if (target != null) {
          forward.answer();
          tally.count(target, forward.output);
        }
      }
    }
    return tally.lossPerStep();
  }

  @Override
  public Tensors weights() {
    return weights.tensors();
  }

  @Override
  public void load(Tensors tensors) {
    List<Integer> blocks = Weights.blocksOf(tensors);
    if (settings.construction() == null && !blocks.equals(topology().blocks())) {
      throw new IllegalArgumentException(
          "tensor blocks must hold %s, held %s".formatted(topology().blocks(), blocks));
    }
    Weights loaded = new Weights(new Layout(topology().withBlocks(blocks)));
    loaded.take(tensors);
    use(loaded);
  }

  @Override
  public Tensors snapshot() {
    List<Tensor> more = new ArrayList<>();
    more.add(new Tensor.Longs("construction.random", List.of(4), growth.state()));
    if (construction != null) {
      more.addAll(construction.tensors());
    }
    return weights().and(more);
  }

  @Override
  public void restore(Tensors snapshot) {
    load(snapshot);
    growth.restore(snapshot.longs("construction.random", List.of(4)));
    if (construction != null) {
      construction.take(snapshot);
    }
  }

  /** The weights themselves. */
  Weights matrices() {
    return weights;
  }

  private void growAfter(double squaredError) {
    Construction rule = settings.construction();
    if (rule == null || construction == null || weights.layout.blocks >= rule.maximumBlocks()) {
      return;
    }
    if (construction.stalls(squaredError)) {
      List<Integer> blocks = new ArrayList<>(topology().blocks());
      blocks.add(rule.cellsPerBlock());
      Layout layout = new Layout(topology().withBlocks(blocks));
      Weights grown = Weights.drawn(layout, settings.initialWeights(), growth);
      grown.takeOver(weights);
      use(grown);
    }
  }

  private void use(Weights other) {
    weights = other;
    forward = new Forward(other, settings.outputGateCompetition());
    descent = descentOf(forward);
  }

  private GradientDescent descentOf(Forward pass) {
    return switch (settings.errorFlow()) {
      case TRUNCATED -> new TruncatedDescent(pass, settings);
      case FULL -> new FullDescent(pass, settings);
    };
  }

  private void requireSize(Inputs inputs) {
    if (inputs.size() != inputSize()) {
      throw new IllegalArgumentException(
          "inputs must have size %d, had %d".formatted(inputSize(), inputs.size()));
    }
  }
}
