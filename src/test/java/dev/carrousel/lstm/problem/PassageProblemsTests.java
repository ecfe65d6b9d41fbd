package dev.carrousel.lstm.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.carrousel.lstm.problem.Passages.Passage;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Problems whose sequences are passages of rows. */
class PassageProblemsTests {

  private static final Shares SHARES = new Shares(0.2, 0.2);

  @Test
  void rowsOutsideTheTrainingPartAreAskedAboutOnceAndWithContext() {
    RowSplit split = RowSplit.of(rows(100), SHARES);
    Passages passages = Passages.askingEachRow(split, 10, 0);
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      List<Integer> asked =
          passages.of(part).stream()
              .flatMap(
                  passage -> IntStream.rangeClosed(passage.firstAsked(), passage.lastRow()).boxed())
              .toList();
      assertThat(asked)
          .containsExactlyElementsOf(
              IntStream.range(split.from(part, 0), split.to(part, 0)).boxed().toList());
      assertThat(passages.of(part))
          .allMatch(passage -> passage.firstAsked() - passage.firstRow() >= 5);
    }
    assertThat(passages.of(Part.TRAINING)).allMatch(passage -> passage.lastRow() < 60);
  }

  @Test
  void wholeSeriesAreDealtToOnePartEach() {
    Table table = groups(50);
    RowSplit split = RowSplit.dealt(table, SHARES);
    Passages passages = Passages.of(split, 0, false);
    assertThat(passages.of(Part.TRAINING)).hasSize(30);
    assertThat(passages.of(Part.VALIDATION)).hasSize(10);
    assertThat(passages.of(Part.TEST)).hasSize(10);
    assertThat(
            passages.of(Part.TEST).stream().map(Passage::firstRow).map(table::seriesOf).distinct())
        .hasSize(10);
  }

  @Test
  void theClassOfASequenceIsLearnedAtItsLastRow() {
    Classification prepared =
        new Classify("kind", Reading.of("x"), new Extent(0, SHARES, 100), Map.of())
            .prepare(groups(50));
    Sequence example = prepared.training().get(0);
    assertThat(example.targets()[example.length() - 1]).containsAnyOf(1);
    assertThat(IntStream.range(0, example.length() - 1).mapToObj(at -> example.targets()[at]))
        .containsOnlyNulls();
  }

  @Test
  void classifiersStandBesideMajorityAndLogisticRegression() {
    Classification prepared =
        new Classify("kind", Reading.of("x"), new Extent(0, SHARES, 100), Map.of())
            .prepare(groups(50));
    Evaluation evaluation = prepared.judge(FixedAnswers.of(prepared, 0.5, 0.5)).test().getFirst();
    assertThat(evaluation.scores().stream().map(Score::name))
        .containsExactly("model", "majority class", "logistic regression");
    assertThat(evaluation.model().get("logLoss")).isCloseTo(Math.log(2), within(1e-12));
    assertThat(evaluation.scores().get(2).get("accuracy")).isEqualTo(1);
    assertThat(evaluation.beatsBaselines()).isFalse();
  }

  @Test
  void aClassThatIsTheOnlyOneIsRefused() {
    Table table =
        new Table(rows(20).data(), Map.of("x", List.of("a")), List.of(""), new int[] {0, 20});
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Label("x", Reading.of("x"), new Extent(4, SHARES, 10), Map.of()).prepare(table))
        .withMessageContaining("at least two classes");
  }

  @Test
  void aHeavierClassCountsMoreInLearningAlone() {
    Extent extent = new Extent(0, SHARES, 100);
    Map<String, Double> weights = Map.of(groups(50).categories().get("kind").getLast(), 3.0);
    Classification plain =
        new Classify("kind", Reading.of("x"), extent, Map.of()).prepare(groups(50));
    Classification weighted =
        new Classify("kind", Reading.of("x"), extent, weights).prepare(groups(50));
    assertThat(lossOf(weighted, 1)).isEqualTo(3 * lossOf(plain, 1));
    assertThat(lossOf(weighted, 0)).isEqualTo(lossOf(plain, 0));
    assertThat(weighted.judge(FixedAnswers.of(weighted, 0.3, 0.7)).test().getFirst().model())
        .isEqualTo(plain.judge(FixedAnswers.of(plain, 0.3, 0.7)).test().getFirst().model());
  }

  private static double lossOf(Classification prepared, int truth) {
    double[] target = new double[2];
    target[truth] = 1;
    return prepared.loss().differentiate(new float[] {0.5f, -0.5f}, 0, target, 1);
  }

  @Test
  void aWeightOfAClassThatIsNotThereIsRefused() {
    Label label =
        new Label("kind", Reading.of("x"), new Extent(4, SHARES, 10), Map.of("zebra", 2.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> label.prepare(groups(50)))
        .withMessageContaining("zebra");
  }

  @Test
  void numbersComeBackInTheUnitsOfTheTarget() {
    Regression prepared =
        new Regress("kind", Reading.of("x"), new Extent(0, SHARES, 100)).prepare(groups(50));
    ValueFrame frame = (ValueFrame) prepared.judge(FixedAnswers.of(prepared, 0)).frame();
    double[] target = prepared.training().get(3).targets()[prepared.training().get(3).length() - 1];
    assertThat(frame.value(Objects.requireNonNull(target)[0])).isIn(0.0, 1.0);
  }

  @Test
  void eachSymbolIsToTellTheNext() {
    SymbolPrediction prepared =
        new NextSymbol("s", true, new Extent(6, SHARES, 100)).prepare(symbols(60, 1));
    Sequence example = prepared.training().get(0);
    Inputs.Symbols inputs = (Inputs.Symbols) example.inputs();
    for (int step = 0; step + 1 < example.length(); step++) {
      assertThat(Objects.requireNonNull(example.targets()[step])[inputs.symbols()[step + 1]])
          .isEqualTo(1);
    }
  }

  @Test
  void aPeriodOfThreeIsNoSecretToThreeGrams() {
    SymbolPrediction prepared =
        new NextSymbol("s", true, new Extent(6, SHARES, 100)).prepare(symbols(600, 1));
    Evaluation evaluation = prepared.judge(FixedAnswers.of(prepared, 1 / 3.0)).test().getFirst();
    assertThat(evaluation.model().get("perplexity")).isCloseTo(3, within(1e-9));
    assertThat(evaluation.scores().get(2).get("bitsPerSymbol")).isLessThan(0.1);
  }

  @Test
  void severalSeriesHaveAnEnd() {
    SymbolPrediction prepared =
        new NextSymbol("s", false, new Extent(6, SHARES, 100)).prepare(symbols(60, 20));
    assertThat(prepared.inputSize()).isEqualTo(4);
    Inputs.Symbols inputs = (Inputs.Symbols) prepared.training().get(0).inputs();
    assertThat(inputs.symbols()).containsExactly(3, 0, 1, 2);
    assertThat(Objects.requireNonNull(prepared.training().get(0).targets()[3])[3]).isEqualTo(1);
  }

  @Test
  void labelledAnomaliesAreNotLearned() {
    double[] values = new double[400];
    for (int row = 0; row < 200; row++) {
      values[2 * row] = Math.sin(row) + (row == 50 ? 9 : 0);
      values[2 * row + 1] = row == 50 ? 1 : 0;
    }
    Anomaly problem =
        new Anomaly(List.of("x"), "bad", Reading.of("x"), new Extent(16, SHARES, 1000), 0.01);
    AnomalyDetection prepared = problem.prepare(Table.of(new Series(List.of("x", "bad"), values)));
    for (Sequence example : prepared.training().asList()) {
      for (double[] target : example.targets()) {
        assertThat(target == null ? 0 : Math.abs(Double.isNaN(target[0]) ? 0 : target[0]))
            .isLessThan(3);
      }
    }
  }

  @Test
  void labelledAnomaliesDoNotSetTheScale() {
    SeededRandom random = new SeededRandom(9);
    double[] values = new double[1000];
    double[] marked = new double[1000];
    for (int row = 0; row < 500; row++) {
      values[2 * row] = random.nextDouble();
      marked[2 * row] = row == 50 || row == 200 ? 1e5 : values[2 * row];
      marked[2 * row + 1] = row == 50 || row == 200 ? 1 : 0;
    }
    AnomalyFrame calm = anomalies(values);
    AnomalyFrame wild = anomalies(marked);
    double deviation = calm.encoding().column("x").deviation();
    assertThat(wild.encoding().column("x").deviation()).isCloseTo(deviation, withinPercentage(5));
    assertThat(wild.changes().getFirst()).isCloseTo(calm.changes().getFirst(), withinPercentage(5));
  }

  @Test
  void whatOnlyLabelledAnomaliesShowIsKnownAllTheSame() {
    double[] values = new double[600];
    for (int row = 0; row < 200; row++) {
      values[3 * row] = Math.sin(row);
      values[3 * row + 1] = row == 30 ? 1 : 0;
      values[3 * row + 2] = row == 30 ? 1 : 0;
    }
    Table table =
        new Table(
            new Series(List.of("x", "status", "bad"), values),
            Map.of("status", List.of("fine", "alarm")),
            List.of(""),
            new int[] {0, 200});
    AnomalyDetection prepared =
        new Anomaly(
                List.of("x"), "bad", Reading.of("x", "status"), new Extent(16, SHARES, 1000), 0.01)
            .prepare(table);
    AnomalyFrame frame = (AnomalyFrame) prepared.judge(FixedAnswers.of(prepared, 0)).frame();
    assertThat(frame.encoding().column("status").categories()).containsExactly("fine", "alarm");
  }

  private static AnomalyFrame anomalies(double[] values) {
    AnomalyDetection prepared =
        new Anomaly(List.of("x"), "bad", Reading.of("x"), new Extent(16, SHARES, 1000), 0.01)
            .prepare(Table.of(new Series(List.of("x", "bad"), values)));
    boolean marked = values[101] == 1;
    assertThat(prepared.warnings()).hasSize(marked ? 1 : 0);
    return (AnomalyFrame) prepared.judge(FixedAnswers.of(prepared, 0)).frame();
  }

  @Test
  void aNetworkThatForecastsNoChangeIsNoBetterThanThatBaseline() {
    SeededRandom random = new SeededRandom(9);
    double[] values = new double[1000];
    for (int row = 1; row < 500; row++) {
      values[2 * row] = values[2 * row - 2] + random.nextDouble() - 0.5;
      values[2 * row + 1] = row == 450 ? 1 : 0;
    }
    Table walk = Table.of(new Series(List.of("x", "bad"), values));
    for (String label : new String[] {"bad", null}) {
      Anomaly problem =
          new Anomaly(List.of("x"), label, Reading.of("x"), new Extent(16, SHARES, 1000), 0.01);
      AnomalyDetection prepared = problem.prepare(walk);
      Evaluation evaluation = prepared.judge(FixedAnswers.of(prepared, 0)).test().getFirst();
      String measure = label == null ? "meanAbsoluteError" : "prAuc";
      assertThat(evaluation.decidedBy()).isEqualTo(measure);
      assertThat(evaluation.scores().getLast().name()).isEqualTo("no change");
      assertThat(evaluation.scores().getLast().get(measure))
          .isEqualTo(evaluation.model().get(measure));
      assertThat(evaluation.beatsBaselines()).isFalse();
    }
  }

  @Test
  void aRowThatNothingForetoldScoresHighest() {
    double[] values = new double[400];
    for (int row = 0; row < 200; row++) {
      values[2 * row] = Math.sin(row / 3.0) + (row == 190 ? 9 : 0);
      values[2 * row + 1] = row == 190 ? 1 : 0;
    }
    Anomaly problem =
        new Anomaly(List.of("x"), "bad", Reading.of("x"), new Extent(16, SHARES, 1000), 0.01);
    AnomalyDetection prepared = problem.prepare(Table.of(new Series(List.of("x", "bad"), values)));
    Evaluation evaluation = prepared.judge(FixedAnswers.of(prepared, 0)).test().getFirst();
    assertThat(evaluation.model().get("prAuc")).isEqualTo(1);
    assertThat(evaluation.model().get("recall")).isEqualTo(1);
  }

  private static Table rows(int rows) {
    return Table.of(
        new Series(List.of("x"), IntStream.range(0, rows).mapToDouble(row -> row).toArray()));
  }

  /** Series of 3 rows each, whose x tells their kind. */
  private static Table groups(int count) {
    double[] values = new double[count * 6];
    for (int row = 0; row < count * 3; row++) {
      values[2 * row] = row / 3 % 2 == 0 ? 1 : -1;
      values[2 * row + 1] = row / 3 % 2;
    }
    return new Table(
        new Series(List.of("x", "kind"), values),
        Map.of("kind", List.of("even", "odd")),
        IntStream.range(0, count).mapToObj(Integer::toString).toList(),
        IntStream.rangeClosed(0, count).map(at -> 3 * at).toArray());
  }

  /** 0 1 2 0 1 2 ... in series of equal length. */
  private static Table symbols(int rows, int series) {
    return new Table(
        new Series(List.of("s"), IntStream.range(0, rows).mapToDouble(row -> row % 3).toArray()),
        Map.of("s", List.of("a", "b", "c")),
        IntStream.range(0, series).mapToObj(Integer::toString).toList(),
        IntStream.rangeClosed(0, series).map(at -> at * rows / series).toArray());
  }
}
