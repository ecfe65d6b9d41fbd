package dev.carrousel.service.training;

import dev.carrousel.lstm.problem.ForecastEvaluation;
import dev.carrousel.lstm.problem.Forecasting;
import dev.carrousel.lstm.problem.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a forecasting run came to.
 *
 * @param epochs epochs run
 * @param bestEpoch epoch whose weights were kept, where validation chose them
 * @param validationLoss loss of the kept weights on the validation part
 * @param parameterCount number of trainable weights
 * @param rows number of rows of each part
 * @param missing number of missing values of each input column
 * @param test the test errors of each target beside those of naive forecasts
 */
record ForecastResult(
    int epochs,
    int bestEpoch,
    @Nullable Double validationLoss,
    int parameterCount,
    Map<String, Integer> rows,
    Map<String, Integer> missing,
    List<TargetTest> test) {

  static ForecastResult of(
      int epochs,
      int bestEpoch,
      @Nullable Double validationLoss,
      int parameterCount,
      Forecasting problem,
      List<ForecastEvaluation> evaluations) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    rows.put("training", problem.split().trainingEnd());
    rows.put("validation", problem.split().validationEnd() - problem.split().trainingEnd());
    rows.put("test", problem.split().rows() - problem.split().validationEnd());
    Map<String, Integer> missing = new LinkedHashMap<>();
    for (int column = 0; column < problem.truth().columns().size(); column++) {
      missing.put(problem.truth().columns().get(column), problem.truth().missing().get(column));
    }
    return new ForecastResult(
        epochs,
        bestEpoch,
        validationLoss,
        parameterCount,
        rows,
        missing,
        evaluations.stream().map(TargetTest::of).toList());
  }

  /**
   * The test of one target, in its own units.
   *
   * @param target the column
   * @param windows number of test windows
   * @param seasonalPeriod period of the seasonal naive forecast, the one that serves it best on the
   *     training part
   * @param scores errors of the model and of the naive forecasts
   * @param beatsBaselines whether the model errs least
   * @param verdict the same in words
   */
  record TargetTest(
      String target,
      int windows,
      int seasonalPeriod,
      List<Score> scores,
      boolean beatsBaselines,
      String verdict) {

    static TargetTest of(ForecastEvaluation evaluation) {
      List<Score> scores =
          List.of(evaluation.model(), evaluation.lastValue(), evaluation.seasonalNaive());
      return new TargetTest(
          evaluation.target(),
          evaluation.windows(),
          evaluation.seasonalPeriod(),
          scores,
          evaluation.beatsBaselines(),
          verdict(evaluation));
    }

    private static String verdict(ForecastEvaluation evaluation) {
      Score best =
          evaluation.lastValue().meanAbsoluteError()
                  < evaluation.seasonalNaive().meanAbsoluteError()
              ? evaluation.lastValue()
              : evaluation.seasonalNaive();
      double model = evaluation.model().meanAbsoluteError();
      if (model == best.meanAbsoluteError()) {
        return "The model errs as much as the naive forecast %s. Nothing is gained by it."
            .formatted(best.forecaster());
      }
      if (!evaluation.beatsBaselines()) {
        return "The model loses to the naive forecast %s, which errs less. Do not use it as it is."
            .formatted(best.forecaster());
      }
      long percent = Math.max(1, Math.round(100 * model / best.meanAbsoluteError()));
      return "The model's mean absolute error is %d percent of that of the best naive forecast, %s."
          .formatted(percent, best.forecaster());
    }
  }
}
