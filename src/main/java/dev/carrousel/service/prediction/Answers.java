package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import dev.carrousel.service.prediction.PredictResponse.Answer;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Answers sequences. */
@Service
class Answers {

  private final Models models;
  private final IdleNetworks networks;

  Answers(Models models, IdleNetworks networks) {
    this.models = models;
    this.networks = networks;
  }

  PredictResponse predict(String reference, PredictRequest request) {
    Models.Loaded model = models.load(reference);
    try (IdleNetworks.Loan loan = networks.borrow(model)) {
      List<Answer> answers =
          answers(reference, model.artifact().predictor(), loan.network(), request);
      return new PredictResponse(model.name(), model.version(), answers);
    }
  }

  private static List<Answer> answers(
      String reference, Predictor predictor, Learner network, PredictRequest request) {
    List<SequenceRequest> sequences = request.sequences();
    return switch (predictor) {
      case Predictor.Forecaster _ ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "not_a_task_model",
              "Model %s was trained to forecast. Ask it by forecast.".formatted(reference));
      case Predictor.Answerer _ -> outputs(network, sequences);
      case Predictor.Classifier of ->
          new RowAnswers(network, of.frame().encoding(), of.time()).classes(sequences, of.frame());
      case Predictor.Labeller of ->
          new RowAnswers(network, of.frame().encoding(), of.time()).classes(sequences, of.frame());
      case Predictor.Regressor of ->
          new RowAnswers(network, of.frame().encoding(), of.time()).values(sequences, of.frame());
      case Predictor.AnomalyDetector of ->
          new RowAnswers(network, of.frame().encoding(), of.time()).scores(sequences, of.frame());
      case Predictor.SymbolPredictor of -> new SymbolAnswers(network, of.frame()).answers(request);
    };
  }

  private static List<Answer> outputs(Learner network, List<SequenceRequest> sequences) {
    List<Inputs> inputs = new ArrayList<>();
    for (int number = 0; number < sequences.size(); number++) {
      inputs.add(
          SequenceInputs.of(sequences.get(number), "#/sequences/" + number, network.inputSize()));
    }
    return network.respondAll(inputs).stream()
        .map(FiniteAnswer::require)
        .<Answer>map(outputs -> answer(outputs, network.outputSize()))
        .toList();
  }

  private static Answer answer(double[] outputs, int size) {
    List<List<Double>> steps = new ArrayList<>();
    for (int step = 0; step < outputs.length / size; step++) {
      List<Double> row = new ArrayList<>();
      for (int index = 0; index < size; index++) {
        row.add(outputs[step * size + index]);
      }
      steps.add(row);
    }
    return new Answer.Outputs(steps);
  }
}
