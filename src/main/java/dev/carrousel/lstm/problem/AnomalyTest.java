package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the threshold and tells the rows of the test part apart that do not follow. The baselines
 * are the change from one row to the next, and the forecast of no change at every lead, scored as
 * the network's forecasts are.
 */
final class AnomalyTest {

  private final AnomalyFrame frame;
  private final ChangesAhead changes;
  private final Passages passages;
  private final RowReading reading;
  private final Anomaly problem;
  private final Table observed;
  private final Table filled;
  private final BitSet anomalies;

  AnomalyTest(ChangesAhead changes, Passages passages, RowReading reading, Anomaly problem) {
    this.frame = changes.frame();
    this.changes = changes;
    this.passages = passages;
    this.reading = reading;
    this.problem = problem;
    this.observed = changes.observed();
    this.filled = changes.filled();
    this.anomalies = changes.anomalies();
  }

  /** Calibrates on the validation part and judges on the test part. */
  Judged judge(Learner learner) {
    double[] responses = new double[observed.rows() * frame.outputSize()];
    Arrays.fill(responses, Double.NaN);
    respond(Part.VALIDATION, learner, responses);
    respond(Part.TEST, learner, responses);
    Forecasts model = calibrated(responses);
    return new Judged(
        model.frame(),
        changes.rows(Part.TEST).length == 0 ? List.of() : List.of(evaluation(model)));
  }

  /** What was forecast at each row, the frame calibrated by it, and the score of each row. */
  private record Forecasts(double[] responses, AnomalyFrame frame, double[] scores) {}

  private Forecasts calibrated(double[] responses) {
    AnomalyFrame scaled = frame.withDeviations(deviations(responses));
    double[] scores = scores(scaled, responses);
    return new Forecasts(responses, scaled.withThreshold(threshold(scores)), scores);
  }

  private void respond(Part part, Learner learner, double[] responses) {
    new PassageExamples(passages.of(part), reading::inputs, _ -> null)
        .answer(
            learner,
            (passage, row, output) ->
                System.arraycopy(output, 0, responses, row * output.length, output.length));
  }

  /** How large the errors of each lead and target usually are. */
  private List<Double> deviations(double[] responses) {
    int targets = frame.targets().size();
    double[] squares = new double[frame.outputSize()];
    int[] counts = new int[frame.outputSize()];
    for (int row : changes.rows(Part.VALIDATION)) {
      double @Nullable [] truth = changes.from(row, Part.VALIDATION);
      for (int at = 0; truth != null && at < squares.length; at++) {
        double error = truth[at] - responses[row * squares.length + at];
        squares[at] += Double.isNaN(error) ? 0 : error * error;
        counts[at] += Double.isNaN(error) ? 0 : 1;
      }
    }
    List<Double> deviations = new ArrayList<>();
    for (int at = 0; at < squares.length; at++) {
      deviations.add(
          squares[at] > 0
              ? Math.sqrt(squares[at] / counts[at])
              : at < targets ? 1 : deviations.get(at - targets));
    }
    return deviations;
  }

  private double[] scores(AnomalyFrame scaled, double[] responses) {
    double[] scores = new double[observed.rows()];
    for (int series = 0; series < observed.seriesCount(); series++) {
      int from = observed.from(series);
      double[] own = scaled.scores(filled, observed, responses, from, observed.to(series));
      System.arraycopy(own, 0, scores, from, own.length);
    }
    return scores;
  }

  /** The largest score stands in where there are too few rows for so few false alarms. */
  private double threshold(double[] scores) {
    double[] sorted =
        Arrays.stream(changes.rows(Part.VALIDATION))
            .filter(row -> !anomalies.get(row) && !Double.isNaN(scores[row]))
            .mapToDouble(row -> scores[row])
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Double.MAX_VALUE;
    }
    double quantile = Conformal.quantile(sorted, 1 - problem.falseAlarms());
    return Double.isFinite(quantile) ? quantile : sorted[sorted.length - 1];
  }

  /** Labels decide, or else how exactly the changes were forecast. */
  private Evaluation evaluation(Forecasts model) {
    Forecasts noChange = calibrated(noChange(model.responses()));
    double[] lastChange = lastChangeScores();
    double threshold = model.frame().threshold();
    Detection detection = detection(model.scores(), threshold);
    Errors still = errors(noChange.responses());
    boolean labelled = detection.anomalies() > 0;
    return new Evaluation(
        String.join(", ", frame.targets()),
        changes.rows(Part.TEST).length,
        labelled ? Detection.PR_AUC : Errors.MEAN_ABSOLUTE_ERROR,
        labelled,
        List.of(
            detection.score(Score.MODEL, errors(model.responses())),
            detection(lastChange, threshold(lastChange)).score("last value", still),
            detection(noChange.scores(), noChange.frame().threshold()).score("no change", still)),
        new Detail.OfAnomalies(threshold, detection.flagged(), detection.anomalies()));
  }

  private Detection detection(double[] scores, double threshold) {
    int[] test = changes.rows(Part.TEST);
    BitSet marks = new BitSet();
    for (int at = 0; at < test.length; at++) {
      marks.set(at, anomalies.get(test[at]));
    }
    double[] judged = Arrays.stream(test).mapToDouble(row -> scores[row]).toArray();
    return new Detection(judged, marks, threshold);
  }

  /** Errors of the forecasts of rows that are not marked, in units of the usual change. */
  private Errors errors(double[] responses) {
    Errors errors = new Errors();
    for (int row : changes.rows(Part.TEST)) {
      double @Nullable [] truth = changes.from(row, Part.TEST);
      for (int at = 0; truth != null && at < truth.length; at++) {
        errors.add(responses[row * truth.length + at], truth[at]);
      }
    }
    return errors;
  }

  /** The forecast, wherever the network made one, that everything stays as it is. */
  private static double[] noChange(double[] responses) {
    return Arrays.stream(responses)
        .map(response -> Double.isNaN(response) ? Double.NaN : 0)
        .toArray();
  }

  /** The scores of a network that forecasts no change, one row ahead only. */
  private double[] lastChangeScores() {
    List<Integer> ahead = List.of(1);
    AnomalyFrame one =
        new AnomalyFrame(
            frame.encoding(),
            frame.targets(),
            frame.changes(),
            ahead,
            Collections.nCopies(frame.targets().size(), 1.0),
            Double.MAX_VALUE,
            frame.window());
    return scores(one, new double[observed.rows() * frame.targets().size()]);
  }
}
