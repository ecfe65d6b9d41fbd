package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows made ready for learning to forecast each next one, and for telling those apart that do not
 * follow. The baselines are the change from one row to the next, and the forecast of no change at
 * every lead, scored as the network's forecasts are.
 */
public final class AnomalyDetection implements Prepared {

  private static final int MOST_JUDGED = 50_000;
  private static final List<Integer> LEADS = List.of(1, 4, 16, 64);
  private static final Set<String> ORDINARY = Set.of("0", "0.0", "false", "no", "normal", "ok");

  private final AnomalyFrame frame;
  private final RowReading reading;
  private final Passages passages;
  private final Anomaly problem;
  private final Table observed;
  private final Table filled;
  private final BitSet anomalies;

  private AnomalyDetection(
      AnomalyFrame frame,
      RowReading reading,
      Passages passages,
      Anomaly problem,
      Table observed,
      Table filled,
      BitSet anomalies) {
    this.frame = frame;
    this.reading = reading;
    this.passages = passages;
    this.problem = problem;
    this.observed = observed;
    this.filled = filled;
    this.anomalies = anomalies;
  }

  static AnomalyDetection prepare(Table table, Anomaly problem) {
    RowSplit split = RowSplit.of(table, problem.extent().shares());
    Passages passages = Passages.askingEachRow(split, problem.extent().window(), 1);
    BitSet anomalies = anomalies(table, problem.label());
    BitSet ordinary = split.trainingRows();
    ordinary.andNot(anomalies);
    RowReading rows = RowReading.of(table, problem.reading(), split.trainingRows(), ordinary);
    Table filled = table.carryForward();
    int targets = problem.targets().size();
    AnomalyFrame frame =
        new AnomalyFrame(
            rows.encoding(),
            problem.targets(),
            changes(filled, rows.encoding(), problem.targets(), ordinary),
            leads(problem.extent().window()),
            Collections.nCopies(targets * leads(problem.extent().window()).size(), 1.0),
            Double.MAX_VALUE,
            problem.extent().window());
    for (int series = 0; series < table.seriesCount(); series++) {
      frame.toChanges(rows.encoded(), table.from(series), table.length(series));
    }
    AnomalyDetection prepared =
        new AnomalyDetection(frame, rows, passages, problem, table, filled, anomalies);
    prepared.requireOrdinaryRows(Part.TRAINING);
    prepared.requireOrdinaryRows(Part.VALIDATION);
    return prepared;
  }

  private static List<Integer> leads(int window) {
    return LEADS.stream().filter(lead -> lead <= window).toList();
  }

  private static List<Double> changes(
      Table filled, Encoding encoding, List<String> targets, BitSet rows) {
    List<Double> changes = new ArrayList<>();
    for (String target : targets) {
      int column = filled.data().column(target);
      double squares = 0;
      int count = 0;
      for (int series = 0; series < filled.seriesCount(); series++) {
        for (int row = filled.from(series) + 1; row < filled.to(series); row++) {
          double change = filled.data().at(row, column) - filled.data().at(row - 1, column);
          if (rows.get(row) && rows.get(row - 1) && !Double.isNaN(change)) {
            squares += change * change;
            count++;
          }
        }
      }
      double deviation = encoding.column(target).deviation();
      changes.add(squares == 0 ? 1 : Math.sqrt(squares / count) / deviation);
    }
    return changes;
  }

  /**
   * The rows that a column marks: with anything but zero, or with any category but {@code 0 false
   * no normal ok}.
   *
   * @param table the rows
   * @param label the column, null for none
   * @return the rows marked
   */
  public static BitSet anomalies(Table table, @Nullable String label) {
    BitSet marked = new BitSet(table.rows());
    if (label != null) {
      int column = table.data().column(label);
      List<String> categories = table.categories().getOrDefault(label, List.of());
      for (int row = 0; row < table.rows(); row++) {
        double cell = table.data().at(row, column);
        boolean ordinary =
            Double.isNaN(cell)
                || (categories.isEmpty()
                    ? cell == 0
                    : ORDINARY.contains(
                        categories.get((int) cell).toLowerCase(java.util.Locale.ROOT)));
        marked.set(row, !ordinary);
      }
    }
    return marked;
  }

  private void requireOrdinaryRows(Part part) {
    if (examples(part, 1).size() == 0) {
      throw new IllegalArgumentException(
          "the %s part must hold ordinary rows in a row, holds none".formatted(part.title()));
    }
  }

  @Override
  public int inputSize() {
    return frame.encoding().width();
  }

  @Override
  public int outputSize() {
    return frame.outputSize();
  }

  @Override
  public Loss loss() {
    return frame.loss();
  }

  @Override
  public Examples training() {
    return examples(Part.TRAINING, problem.extent().mostSequences());
  }

  @Override
  public Examples validation() {
    return examples(Part.VALIDATION, MOST_JUDGED);
  }

  private PassageExamples examples(Part part, int most) {
    return PassageExamples.of(
        passages.of(part), most, reading::inputs, row -> changes(row, partEnd(part, row)));
  }

  private int partEnd(Part part, int row) {
    return passages.split().to(part, observed.seriesOf(row));
  }

  /** What is learned: the changes from a row to later ones of its part that are not marked. */
  private double @Nullable [] changes(int row, int end) {
    int targets = frame.targets().size();
    double[] changes = new double[frame.outputSize()];
    boolean known = false;
    for (int at = 0; at < changes.length; at++) {
      int lead = frame.leads().get(at / targets);
      boolean learned = row + lead < end && !anomalies.get(row + lead) && !anomalies.get(row);
      changes[at] =
          learned ? frame.change(filled, observed, row + lead, lead, at % targets) : Double.NaN;
      known |= !Double.isNaN(changes[at]);
    }
    return known ? changes : null;
  }

  @Override
  public Map<String, Integer> parts() {
    return passages.split().sizes();
  }

  @Override
  public List<String> warnings() {
    int early =
        IntStream.range(0, observed.seriesCount())
            .map(series ->
                anomalies
                    .get(observed.from(series), passages.split().from(Part.TEST, series))
                    .cardinality())
            .sum();
    List<String> warnings = new ArrayList<>(reading.warnings());
    if (early > 0) {
      warnings.add(
          "%d of %d rows marked by %s lie before the test part: they are not learned from and do not judge."
              .formatted(early, anomalies.cardinality(), problem.label()));
    }
    return warnings;
  }

  @Override
  public Judged judge(Learner learner) {
    double[] responses = new double[observed.rows() * frame.outputSize()];
    Arrays.fill(responses, Double.NaN);
    respond(Part.VALIDATION, learner, responses);
    respond(Part.TEST, learner, responses);
    Forecasts model = calibrated(responses);
    return new Judged(
        model.frame(), rows(Part.TEST).length == 0 ? List.of() : List.of(evaluation(model)));
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
    for (int row : rows(Part.VALIDATION)) {
      double @Nullable [] truth = changes(row, partEnd(Part.VALIDATION, row));
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

  private int[] rows(Part part) {
    return IntStream.range(0, observed.seriesCount())
        .flatMap(series ->
            IntStream.range(
                Math.max(passages.split().from(part, series), observed.from(series) + 1),
                passages.split().to(part, series)))
        .toArray();
  }

  /** The largest score stands in where there are too few rows for so few false alarms. */
  private double threshold(double[] scores) {
    double[] sorted =
        Arrays.stream(rows(Part.VALIDATION))
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
        rows(Part.TEST).length,
        labelled ? Detection.PR_AUC : Errors.MEAN_ABSOLUTE_ERROR,
        labelled,
        List.of(
            detection.score(Score.MODEL, errors(model.responses())),
            detection(lastChange, threshold(lastChange)).score("last value", still),
            detection(noChange.scores(), noChange.frame().threshold()).score("no change", still)),
        new Detail.OfAnomalies(threshold, detection.flagged(), detection.anomalies()));
  }

  private Detection detection(double[] scores, double threshold) {
    int[] test = rows(Part.TEST);
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
    for (int row : rows(Part.TEST)) {
      double @Nullable [] truth = changes(row, partEnd(Part.TEST, row));
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
