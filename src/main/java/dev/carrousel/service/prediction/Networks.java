package dev.carrousel.service.prediction;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.Predictor.NetworkShape;
import java.util.SplittableRandom;

/** Builds the network of an artifact for answering only. */
final class Networks {

  private Networks() {}

  static Learner of(Artifact artifact, Kernels kernels) {
    NetworkShape shape = artifact.predictor().network();
    LayeredSettings settings =
        new LayeredSettings(
            shape.inputSize(),
            shape.layers(),
            shape.outputSize(),
            1,
            new MeanSquaredError(),
            new Sgd(1, 0),
            Double.POSITIVE_INFINITY);
    LayeredNetwork network = new LayeredNetwork(settings, kernels, new SplittableRandom(0));
    network.load(artifact.weights());
    return network;
  }
}
