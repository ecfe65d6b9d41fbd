package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.TrialKernels;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Independent trials of one experiment that learn in lockstep, each with its own weights and its
 * own sequences: one trial for each lane of the machine's vectors, group by group. After the same
 * sequences each trial holds the bits of an {@link OriginalNetwork} made from its seed, as long as
 * its numbers are finite.
 *
 * <p>For the truncated gradient without construction and without competition. Symbols are read as
 * one-hot vectors, at a cost in proportion to the alphabet, so large alphabets are better left to
 * {@link OriginalNetwork}. Without the module jdk.incubator.vector, or for settings it does not
 * know, each trial simply is a network of its own. One thread at a time may use one.
 */
public final class TrialLanes {

  private final OriginalSettings settings;
  private final List<OriginalNetwork> networks = new ArrayList<>();
  private final List<TrialGroup> groups = new ArrayList<>();
  private final int trials;

  /**
   * Trials at their beginning.
   *
   * @param settings what they have in common
   * @param seeds one stream for each trial, from which its weights are drawn
   */
  public TrialLanes(OriginalSettings settings, List<SeededRandom> seeds) {
    this.settings = settings;
    trials = seeds.size();
    for (SeededRandom seed : seeds) {
      networks.add(new OriginalNetwork(settings, seed));
    }
    int first = 0;
    while (first < trials) {
      Optional<TrialKernels> kernels = kernels(settings);
      if (kernels.isEmpty()) {
        return;
      }
      int end = Math.min(trials, first + kernels.get().trials());
      groups.add(new TrialGroup(settings, kernels.get(), networks.subList(first, end)));
      first = end;
    }
  }

  /**
   * Number of trials.
   *
   * @return as many as there were seeds
   */
  public int trials() {
    return trials;
  }

  /**
   * Number of trials that share vectors; a multiple of it wastes no lane.
   *
   * @return lanes of a vector, 1 if trials learn one after another
   */
  public int trialsAtATime() {
    return groups.isEmpty() ? 1 : groups.getFirst().size();
  }

  /**
   * Lets each trial learn from one sequence. They need not have the same length, nor targets at the
   * same steps.
   *
   * @param sequences one for each trial, with a target at one step or more
   * @return how each trial did before it changed
   */
  public List<Lesson> learn(List<Sequence> sequences) {
    if (sequences.size() != trials) {
      throw new IllegalArgumentException(
          "sequences must be one for each of %d trials, were %d"
              .formatted(trials, sequences.size()));
    }
    List<Lesson> lessons = new ArrayList<>(trials);
    for (Sequence sequence : sequences) {
      requireSize(sequence.inputs());
      if (groups.isEmpty()) {
        lessons.add(networks.get(lessons.size()).learn(List.of(sequence)));
      }
    }
    int first = 0;
    for (TrialGroup group : groups) {
      int end = Math.min(trials, first + group.size());
      group.learn(sequences.subList(first, end), lessons);
      first = end;
    }
    return lessons;
  }

  /**
   * The weights of one trial.
   *
   * @param trial its number
   * @return copies, as {@link OriginalNetwork#weights} gives them and its {@code load} takes them
   */
  public Tensors weights(int trial) {
    return network(trial).weights();
  }

  /**
   * Replaces the weights of one trial.
   *
   * @param trial its number
   * @param weights what {@link #weights} answers
   */
  public void load(int trial, Tensors weights) {
    networks.get(trial).load(weights);
    if (!groups.isEmpty()) {
      groups.get(trial / trialsAtATime()).take(trial % trialsAtATime(), networks.get(trial));
    }
  }

  /**
   * Answers a sequence with one trial, without learning from it.
   *
   * @param trial its number
   * @param inputs the inputs
   * @return the outputs, as {@link OriginalNetwork#respond} gives them
   */
  public double[] respond(int trial, Inputs inputs) {
    return network(trial).respond(inputs);
  }

  /** The network of one trial with its present weights. */
  private OriginalNetwork network(int trial) {
    OriginalNetwork network = networks.get(trial);
    if (!groups.isEmpty()) {
      groups.get(trial / trialsAtATime()).give(trial % trialsAtATime(), network);
    }
    return network;
  }

  private static Optional<TrialKernels> kernels(OriginalSettings settings) {
    OriginalTopology topology = settings.topology();
    Layout layout = new Layout(topology);
    TrialKernels.OutputShape outputs =
        new TrialKernels.OutputShape(
            topology.outputSize(),
            topology.shortcuts(),
            topology.biases().outputs(),
            layout.unbiasedLanes);
    boolean known = settings.errorFlow() == ErrorFlow.TRUNCATED && settings.construction() == null;
    return known
        ? TrialKernels.of(layout.shape(settings.outputGateCompetition()), outputs)
        : Optional.empty();
  }

  private void requireSize(Inputs inputs) {
    int size = settings.topology().inputSize();
    if (inputs.size() != size) {
      throw new IllegalArgumentException(
          "inputs must have size %d, had %d".formatted(size, inputs.size()));
    }
  }
}
