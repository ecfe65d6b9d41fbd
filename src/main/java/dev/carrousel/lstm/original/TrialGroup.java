package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.TrialKernels;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trials that share vectors; lanes without a trial idle. */
final class TrialGroup {

  private final TrialKernels kernels;
  private final OutputDelta outputDelta;
  private final double learningRate;
  private final boolean everyStep;
  private final int inputSize;
  private final int outputSize;
  private final int lanes;
  private final Tally[] tallies;

  /** Shape [T, I, lanes], as long as the longest sequence so far. */
  private double[] inputs = new double[0];

  /** By step: whether any trial has a target there. */
  private boolean[] hasTarget = new boolean[0];

  /** Shape [O, lanes]. */
  private final double[] errors;

  private final double[] output;

  TrialGroup(OriginalSettings settings, TrialKernels kernels, List<OriginalNetwork> networks) {
    this.kernels = kernels;
    outputDelta = settings.outputDelta();
    learningRate = settings.learningRate();
    everyStep = settings.updateMoment() == UpdateMoment.STEP;
    inputSize = settings.topology().inputSize();
    outputSize = settings.topology().outputSize();
    lanes = kernels.trials();
    errors = new double[outputSize * lanes];
    output = new double[outputSize];
    tallies = new Tally[networks.size()];
    for (int lane = 0; lane < tallies.length; lane++) {
      tallies[lane] = new Tally(outputDelta, outputSize);
      take(lane, networks.get(lane));
    }
  }

  /** Number of lanes. */
  int size() {
    return lanes;
  }

  /** One sequence for each trial; adds one lesson for each. */
  void learn(List<Sequence> sequences, List<Lesson> lessons) {
    int length = pack(sequences);
    for (Tally tally : tallies) {
      tally.clear();
    }
    kernels.reset();
    for (int step = 0; step < length; step++) {
      kernels.step(inputs, step * inputSize * lanes);
      if (hasTarget[step]) {
        kernels.answer();
        compare(sequences, step);
        kernels.descend(errors, everyStep ? learningRate : 0);
      }
    }
    if (!everyStep) {
      kernels.apply(learningRate);
    }
    for (Tally tally : tallies) {
      tally.endSequence();
      lessons.add(tally.lesson());
    }
  }

  /** Takes over the weights of a network. */
  void take(int lane, OriginalNetwork network) {
    Weights weights = network.matrices();
    Layout layout = weights.layout;
    for (int row = 0; row < layout.rows; row++) {
      for (int unit = 0; unit < layout.lanes; unit++) {
        kernels.setHiddenWeight(row, unit, lane, weights.hidden[row * layout.width + unit]);
      }
    }
    for (int row = 0; row < layout.outputRows; row++) {
      for (int k = 0; k < outputSize; k++) {
        kernels.setOutputWeight(row, k, lane, weights.output[row * layout.outputWidth + k]);
      }
    }
  }

  /** Gives the weights of a trial to its network. */
  void give(int lane, OriginalNetwork network) {
    Weights weights = network.matrices();
    Layout layout = weights.layout;
    for (int row = 0; row < layout.rows; row++) {
      for (int unit = 0; unit < layout.lanes; unit++) {
        weights.hidden[row * layout.width + unit] = kernels.hiddenWeight(row, unit, lane);
      }
    }
    for (int row = 0; row < layout.outputRows; row++) {
      for (int k = 0; k < outputSize; k++) {
        weights.output[row * layout.outputWidth + k] = kernels.outputWeight(row, k, lane);
      }
    }
  }

  /**
   * Lays the inputs of all trials side by side, zero behind the end of a sequence: what a trial
   * does there has no error and so leaves no trace.
   */
  private int pack(List<Sequence> sequences) {
    int length = 0;
    for (Sequence sequence : sequences) {
      length = Math.max(length, sequence.length());
    }
    if (inputs.length < length * inputSize * lanes) {
      inputs = new double[length * inputSize * lanes];
    }
    hasTarget = new boolean[length];
    for (int lane = 0; lane < sequences.size(); lane++) {
      double[] @Nullable [] targets = sequences.get(lane).targets();
      for (int step = 0; step < targets.length; step++) {
        hasTarget[step] |= targets[step] != null;
      }
      Inputs own = sequences.get(lane).inputs();
      int end = own.length() * inputSize;
      switch (own) {
        case Inputs.Vectors vectors -> packVectors(vectors, lane);
        case Inputs.Symbols symbols -> packSymbols(symbols, lane);
      }
      for (int at = end; at < length * inputSize; at++) {
        inputs[at * lanes + lane] = 0;
      }
    }
    return length;
  }

  private void packVectors(Inputs.Vectors vectors, int lane) {
    double[] values = vectors.values();
    double[] to = inputs;
    int stride = lanes;
    int first = vectors.firstRow() * inputSize;
    int end = first + vectors.length() * inputSize;
    for (int from = first, at = lane; from < end; from++, at += stride) {
      to[at] = values[from];
    }
  }

  private void packSymbols(Inputs.Symbols symbols, int lane) {
    for (int step = 0; step < symbols.length(); step++) {
      for (int index = 0; index < inputSize; index++) {
        inputs[(step * inputSize + index) * lanes + lane] = symbols.at(step, index);
      }
    }
  }

  private void compare(List<Sequence> sequences, int step) {
    Arrays.fill(errors, 0);
    double[] outputs = kernels.outputs();
    for (int lane = 0; lane < sequences.size(); lane++) {
      Sequence sequence = sequences.get(lane);
      double[] target = step < sequence.length() ? sequence.targets()[step] : null;
      if (target != null) {
        for (int k = 0; k < outputSize; k++) {
          output[k] = outputs[k * lanes + lane];
          errors[k * lanes + lane] = outputDelta.delta(target[k], output[k]);
        }
        tallies[lane].count(target, output);
      }
    }
  }
}
