package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.carrousel.lstm.problem.Evaluation;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.problem.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run on a dataset came to.
 *
 * @param epochs epochs run
 * @param bestEpoch epoch whose weights were kept, where validation chose them
 * @param validationLoss loss of the kept weights on the validation part
 * @param parameterCount number of trainable weights
 * @param rows number of rows of each part
 * @param missing number of missing values of each column
 * @param warnings what the owner of the data may not have meant
 * @param test the test of each target beside baselines
 */
record ProblemResult(
    int epochs,
    int bestEpoch,
    @Nullable Double validationLoss,
    int parameterCount,
    Map<String, Integer> rows,
    Map<String, Integer> missing,
    List<String> warnings,
    List<TargetTest> test) {

  /**
   * The test of one target, in its own units.
   *
   * @param target what was answered
   * @param cases number of test cases: windows, sequences, rows or symbols
   * @param decidedBy the measure that decides who is better
   * @param scores measures of the model and of the baselines
   * @param beatsBaselines whether the model is best
   * @param verdict the same in words
   * @param seasonalPeriod period of the seasonal naive forecast, the one that serves it best on the
   *     training part
   * @param intervals how often the truth lay inside the prediction intervals
   * @param classes the classes
   * @param confusion number of cases by true and answered class
   * @param threshold score above which a row counts as an anomaly
   * @param flagged rows above it
   * @param anomalies rows that are labelled
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TargetTest(
      String target,
      int cases,
      String decidedBy,
      List<Map<String, @Nullable Object>> scores,
      boolean beatsBaselines,
      String verdict,
      @Nullable Integer seasonalPeriod,
      @Nullable List<Detail.Coverage> intervals,
      @Nullable List<String> classes,
      @Nullable List<List<Integer>> confusion,
      @Nullable Double threshold,
      @Nullable Integer flagged,
      @Nullable Integer anomalies) {

    static TargetTest of(Evaluation evaluation) {
      Detail detail = evaluation.detail();
      Detail.OfForecast forecast = detail instanceof Detail.OfForecast of ? of : null;
      Detail.OfClasses classes = detail instanceof Detail.OfClasses of ? of : null;
      Detail.OfAnomalies anomalies = detail instanceof Detail.OfAnomalies of ? of : null;
      return new TargetTest(
          evaluation.target(),
          evaluation.count(),
          evaluation.decidedBy(),
          evaluation.scores().stream().map(TargetTest::view).toList(),
          evaluation.beatsBaselines(),
          verdict(evaluation),
          forecast == null ? null : forecast.seasonalPeriod(),
          forecast == null ? null : forecast.intervals(),
          classes == null ? null : classes.classes(),
          classes == null ? null : classes.confusion(),
          anomalies == null ? null : anomalies.threshold(),
          anomalies == null ? null : anomalies.flagged(),
          anomalies == null ? null : anomalies.anomalies());
    }

    private static Map<String, @Nullable Object> view(Score score) {
      Map<String, @Nullable Object> view = new LinkedHashMap<>();
      view.put("name", score.name());
      score
          .measures()
          .forEach((measure, value) -> view.put(measure, Double.isFinite(value) ? value : null));
      return view;
    }

    private static String verdict(Evaluation evaluation) {
      Score best = evaluation.bestBaseline();
      double model = evaluation.model().get(evaluation.decidedBy());
      double baseline = best.get(evaluation.decidedBy());
      if (model == baseline) {
        return "The model does as well as the baseline %s. Nothing is gained by it."
            .formatted(best.name());
      }
      if (!evaluation.beatsBaselines()) {
        return "The model loses to the baseline %s, which does better. Do not use it as it is."
            .formatted(best.name());
      }
      String measure = words(evaluation.decidedBy());
      if (evaluation.higherIsBetter()) {
        return String.format(
            Locale.ROOT,
            "The model's %s is %.3f, that of the best baseline, %s, is %.3f.",
            measure,
            model,
            best.name(),
            baseline);
      }
      long percent = Math.max(1, Math.round(100 * model / baseline));
      return "The model's %s is %d percent of that of the best baseline, %s."
          .formatted(measure, percent, best.name());
    }

    private static String words(String measure) {
      return switch (measure) {
        case "prAuc" -> "area under the precision-recall curve";
        case "macroF1" -> "macro F1";
        default -> measure.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
      };
    }
  }
}
