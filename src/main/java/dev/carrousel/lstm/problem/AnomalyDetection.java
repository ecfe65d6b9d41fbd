package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows made ready for learning to forecast each next one, and for telling those apart that do not
 * follow.
 */
public final class AnomalyDetection implements Prepared {

  private static final int MOST_JUDGED = 50_000;
  private static final List<Integer> LEADS = List.of(1, 4, 16, 64);

  private final AnomalyFrame frame;
  private final ChangesAhead changes;
  private final RowReading reading;
  private final Passages passages;
  private final Anomaly problem;

  private AnomalyDetection(
      ChangesAhead changes, RowReading reading, Passages passages, Anomaly problem) {
    this.frame = changes.frame();
    this.changes = changes;
    this.reading = reading;
    this.passages = passages;
    this.problem = problem;
  }

  static AnomalyDetection prepare(Table table, Anomaly problem) {
    RowSplit split = RowSplit.of(table, problem.extent().shares());
    Passages passages = Passages.askingEachRow(split, problem.extent().window(), 1);
    BitSet anomalies = AnomalyMarks.of(table, problem.label());
    BitSet ordinary = split.trainingRows();
    ordinary.andNot(anomalies);
    RowReading rows = RowReading.of(table, problem.reading(), split.trainingRows(), ordinary);
    Table filled = table.carryForward();
    int targets = problem.targets().size();
    AnomalyFrame frame =
        new AnomalyFrame(
            rows.encoding(),
            problem.targets(),
            ChangesAhead.usual(filled, rows.encoding(), problem.targets(), ordinary),
            leads(problem.extent().window()),
            Collections.nCopies(targets * leads(problem.extent().window()).size(), 1.0),
            Double.MAX_VALUE,
            problem.extent().window());
    for (int series = 0; series < table.seriesCount(); series++) {
      frame.toChanges(rows.encoded(), table.from(series), table.length(series));
    }
    AnomalyDetection prepared =
        new AnomalyDetection(
            new ChangesAhead(frame, split, table, filled, anomalies), rows, passages, problem);
    prepared.requireOrdinaryRows(Part.TRAINING);
    prepared.requireOrdinaryRows(Part.VALIDATION);
    return prepared;
  }

  private static List<Integer> leads(int window) {
    return LEADS.stream().filter(lead -> lead <= window).toList();
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
        passages.of(part), most, reading::inputs, row -> changes.from(row, part));
  }

  @Override
  public Map<String, Integer> parts() {
    return passages.split().sizes();
  }

  @Override
  public List<String> warnings() {
    Table observed = changes.observed();
    BitSet anomalies = changes.anomalies();
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
    return new AnomalyTest(changes, passages, reading, problem).judge(learner);
  }
}
