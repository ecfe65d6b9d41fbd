package dev.carrousel.service.prediction;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.Initialiser;
import dev.carrousel.lstm.layered.LayeredLearning;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.original.InitialWeights;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.NetworkShape;

/** Builds the network of an artifact for answering only; how it would learn does not matter. */
public final class Networks {

  private Networks() {}

  /**
   * A network of its own for the caller.
   *
   * @throws IllegalArgumentException if a weight is missing or of the wrong type or shape
   */
  public static Learner of(Artifact artifact, Kernels kernels) {
    Learner network =
        switch (artifact.predictor().network()) {
          case NetworkShape.Lstm shape -> layered(shape, artifact.predictor().loss(), kernels);
          case NetworkShape.Original shape -> original(shape);
        };
    network.load(artifact.weights());
    return network;
  }

  /** The network of an artifact of one direction, to be asked step by step. */
  static Recurrence recurrence(Artifact artifact, Kernels kernels) {
    return switch (artifact.predictor().network()) {
      case NetworkShape.Lstm shape -> {
        LayeredNetwork network = layered(shape, artifact.predictor().loss(), kernels);
        network.load(artifact.weights());
        yield network.recurrence();
      }
      case NetworkShape.Original shape -> {
        OriginalNetwork network = original(shape);
        network.load(artifact.weights());
        yield network.recurrence();
      }
    };
  }

  private static LayeredNetwork layered(NetworkShape.Lstm shape, Loss loss, Kernels kernels) {
    LayeredSettings settings =
        new LayeredSettings(
            shape.toShape(), Initialiser.UNIFORM, 1, LayeredLearning.of(loss, new Sgd(1, 0)));
    return new LayeredNetwork(settings, kernels, new SeededRandom(0));
  }

  static OriginalNetwork original(NetworkShape.Original shape) {
    OriginalSettings settings =
        OriginalSettings.of(shape.topology(), InitialWeights.within(0), 1)
            .withOutputGateCompetition(shape.outputGateCompetition());
    return new OriginalNetwork(settings, new SeededRandom(0));
  }
}
