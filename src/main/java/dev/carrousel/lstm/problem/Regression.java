package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.problem.Passages.Passage;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Moments;
import dev.carrousel.lstm.sequence.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sequences made ready for learning one number of each. The baselines are the mean and a linear
 * regression on the last row and the mean of the rows.
 */
public final class Regression implements Prepared {

  private static final int MOST_JUDGED = 20_000;
  private static final int MOST_CASES = 5_000;

  private final ValueFrame frame;
  private final RowReading reading;
  private final Passages passages;
  private final int mostSequences;
  private final Table table;
  private final int column;

  private Regression(
      ValueFrame frame, RowReading reading, Passages passages, int most, Table table) {
    this.frame = frame;
    this.reading = reading;
    this.passages = passages;
    this.mostSequences = most;
    this.table = table;
    this.column = table.data().column(frame.target());
  }

  static Regression prepare(Table table, Regress problem) {
    Passages passages =
        Passages.of(problem.extent().split(table), problem.extent().window(), false);
    RowReading rows = RowReading.of(table, problem.reading(), passages);
    int column = table.data().column(problem.target());
    Moments moments = new Moments();
    for (Passage passage : passages.of(Part.TRAINING)) {
      moments.add(table.data().at(passage.lastRow(), column));
    }
    if (moments.count() == 0) {
      throw new IllegalArgumentException(
          "the training part must hold a value of %s, holds none".formatted(problem.target()));
    }
    ValueFrame frame =
        new ValueFrame(
            rows.encoding(),
            problem.target(),
            moments.mean(),
            moments.deviationOrOne(),
            problem.extent().window());
    return new Regression(frame, rows, passages, problem.extent().mostSequences(), table);
  }

  @Override
  public int inputSize() {
    return frame.encoding().width();
  }

  @Override
  public int outputSize() {
    return 1;
  }

  @Override
  public Loss loss() {
    return frame.loss();
  }

  @Override
  public Examples training() {
    return examples(Part.TRAINING, mostSequences);
  }

  @Override
  public Examples validation() {
    return examples(Part.VALIDATION, MOST_JUDGED);
  }

  private PassageExamples examples(Part part, int most) {
    return PassageExamples.of(passages.of(part), most, reading::inputs, this::target);
  }

  private double @Nullable [] target(int row) {
    double value = value(row);
    return Double.isNaN(value) ? null : new double[] {(value - frame.mean()) / frame.deviation()};
  }

  private double value(int row) {
    return table.data().at(row, column);
  }

  @Override
  public Map<String, Integer> parts() {
    return passages.split().sizes();
  }

  @Override
  public List<String> warnings() {
    return reading.warnings();
  }

  @Override
  public Judged judge(Learner learner) {
    PassageExamples test = examples(Part.TEST, MOST_JUDGED);
    return new Judged(frame, test.size() == 0 ? List.of() : List.of(evaluation(test, learner)));
  }

  private Evaluation evaluation(PassageExamples test, Learner learner) {
    List<Passage> cases = examples(Part.TRAINING, MOST_CASES).passages();
    LeastSquares linear =
        LeastSquares.fit(
            cases.stream().map(this::features).toArray(double[][]::new),
            cases.stream().mapToDouble(passage -> value(passage.lastRow())).toArray());
    Errors model = new Errors();
    Errors mean = new Errors();
    Errors regression = new Errors();
    test.answer(
        learner,
        (passage, row, output) -> {
          model.add(frame.value(output[0]), value(row));
          mean.add(frame.mean(), value(row));
          regression.add(linear.value(features(passage)), value(row));
        });
    return new Evaluation(
        frame.target(),
        test.size(),
        Errors.MEAN_ABSOLUTE_ERROR,
        false,
        List.of(
            model.scoreWithExplainedVariance(Score.MODEL),
            mean.scoreWithExplainedVariance("mean"),
            regression.scoreWithExplainedVariance("linear regression")),
        new Detail.None());
  }

  private double[] features(Passage passage) {
    return reading.features(passage, passage.lastRow());
  }
}
