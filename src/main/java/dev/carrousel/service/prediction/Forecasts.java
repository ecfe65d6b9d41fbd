package dev.carrousel.service.prediction;

import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Answers forecasts. */
@Service
class Forecasts {

  private final Models models;
  private final IdleNetworks networks;

  Forecasts(Models models, IdleNetworks networks) {
    this.models = models;
    this.networks = networks;
  }

  ForecastResponse forecast(String reference, ForecastRequest request) {
    Models.Loaded model = models.load(reference);
    if (!(model.artifact().predictor() instanceof Predictor.Forecaster forecaster)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "not_a_forecaster",
          "Model %s was not trained to forecast. Ask it by predict.".formatted(reference));
    }
    ForecastQuestion question = ForecastQuestion.of(forecaster, request);
    int horizon = request.horizon() == null ? forecaster.frame().horizon() : request.horizon();
    List<ForecastResponse.Row> rows = answer(question, horizon, inputs -> respond(model, inputs));
    return new ForecastResponse(model.name(), model.version(), rows, forecaster.coverage());
  }

  /** Asks a network, and turns what it answers into rows. */
  static List<ForecastResponse.Row> answer(
      ForecastQuestion question, int horizon, Function<Inputs, double[]> network) {
    ForecastFrame frame = question.forecaster().frame();
    double[] encoded = question.encoded();
    double[] response = network.apply(frame.question(encoded, 0));
    double[] values = FiniteAnswer.require(frame.answer(response, encoded, 0));
    List<ForecastResponse.Row> rows = new ArrayList<>();
    for (int step = 1; step <= horizon; step++) {
      rows.add(
          new ForecastResponse.Row(
              step,
              question.time(step),
              values(values, step, frame),
              intervals(values, step, frame, encoded)));
    }
    return rows;
  }

  private double[] respond(Models.Loaded model, Inputs question) {
    try (IdleNetworks.Loan loan = networks.borrow(model)) {
      return loan.network().respond(question);
    }
  }

  private static Map<String, Double> values(double[] values, int step, ForecastFrame frame) {
    Map<String, Double> row = new LinkedHashMap<>();
    for (int target = 0; target < frame.targets().size(); target++) {
      row.put(frame.targets().get(target), values[at(step, target, frame)]);
    }
    return row;
  }

  private static Map<String, List<ForecastResponse.Interval>> intervals(
      double[] values, int step, ForecastFrame frame, double[] encoded) {
    Map<String, List<ForecastResponse.Interval>> row = new LinkedHashMap<>();
    for (int target = 0; target < frame.targets().size(); target++) {
      int at = at(step, target, frame);
      List<ForecastResponse.Interval> intervals =
          frame.intervals().stream()
              .map(interval -> {
                double half = frame.halfWidth(interval, at, encoded, 0);
                return new ForecastResponse.Interval(
                    interval.level(), values[at] - half, values[at] + half);
              })
              .toList();
      if (!intervals.isEmpty()) {
        row.put(frame.targets().get(target), intervals);
      }
    }
    return row;
  }

  private static int at(int step, int target, ForecastFrame frame) {
    return (step - 1) * frame.targets().size() + target;
  }
}
