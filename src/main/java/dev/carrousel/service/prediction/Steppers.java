package dev.carrousel.service.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.problem.ClassFrame;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Makes models ready to be asked step by step. All who ask one version share its weights. */
@Service
public class Steppers {

  private final Models models;
  private final Kernels kernels;
  private final Cache<String, Ready> ready = Caffeine.newBuilder().softValues().build();

  Steppers(Models models, Kernels kernels) {
    this.models = models;
    this.kernels = kernels;
  }

  /**
   * The version that a reference means, ready to be asked.
   *
   * @throws ProblemException 404 if there is none, 409 if it cannot go step by step
   */
  public Ready of(String reference) {
    Models.Loaded model = models.load(reference);
    return ready.get(model.name() + ':' + model.version(), _ -> make(model));
  }

  private Ready make(Models.Loaded model) {
    Artifact artifact = model.artifact();
    if (artifact.predictor().network() instanceof NetworkShape.Lstm shape
        && shape.toShape().bidirectional()) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "not_stepwise",
          "Model %s is bidirectional: it reads sequences from their end, so it has no state to keep. Ask it whole sequences."
              .formatted(model.name()));
    }
    Recurrence network = Networks.recurrence(artifact, kernels);
    return new Ready(
        model.name(),
        model.version(),
        model.weightsDigest(),
        artifact.predictor(),
        network,
        stepper(artifact.predictor(), network));
  }

  private static Stepper stepper(Predictor predictor, Recurrence network) {
    return switch (predictor) {
      case Predictor.Answerer _ -> new TaskStepper(network);
      case Predictor.Classifier of -> classes(network, of.frame(), of.time());
      case Predictor.Labeller of -> classes(network, of.frame(), of.time());
      case Predictor.Regressor of ->
          new RowStepper(
              network,
              rows(of.frame().encoding(), of.time()),
              outputs -> new double[] {of.frame().value(outputs[0])},
              numbers -> new StepAnswer.OfValue(numbers[0]));
      case Predictor.AnomalyDetector of ->
          new AnomalyStepper(network, rows(of.frame().encoding(), of.time()), of.frame());
      case Predictor.SymbolPredictor of -> new SymbolStepper(network, of.frame());
      case Predictor.Forecaster of -> new ForecastStepper(of, inputs -> respond(network, inputs));
    };
  }

  private static Stepper classes(Recurrence network, ClassFrame frame, @Nullable String time) {
    return new RowStepper(
        network,
        rows(frame.encoding(), time),
        probabilities -> probabilities,
        probabilities -> {
          PredictResponse.Answer.OfClass told = RowAnswers.ofClass(probabilities, frame.classes());
          return new StepAnswer.OfClass(told.label(), told.probabilities());
        });
  }

  private static Rows rows(Encoding encoding, @Nullable String time) {
    return new Rows(encoding, time);
  }

  private static double[] respond(Recurrence network, Inputs inputs) {
    int size = network.outputSize();
    double[] outputs = new double[inputs.length() * size];
    Tensors state = network.rest();
    for (int at = 0; at < inputs.length(); at++) {
      Recurrence.Step step = network.step(state, inputs, at);
      System.arraycopy(step.outputs(), 0, outputs, at * size, size);
      state = step.state();
    }
    return outputs;
  }

  /**
   * A version of a model that can be asked step by step.
   *
   * @param model its name
   * @param version its number
   * @param weightsDigest SHA-256 of its weights
   * @param predictor what it reads and answers
   * @param network the network itself
   * @param stepper asks it in the user's units
   */
  public record Ready(
      String model,
      int version,
      String weightsDigest,
      Predictor predictor,
      Recurrence network,
      Stepper stepper) {}
}
