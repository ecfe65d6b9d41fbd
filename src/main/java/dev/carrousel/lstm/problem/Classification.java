package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.problem.Passages.Passage;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sequences made ready for learning their classes, one per sequence or one per row. The baselines
 * are the classes' frequencies and a logistic regression on the row and the mean of the rows before
 * it.
 */
public final class Classification implements Prepared {

  private static final int MOST_JUDGED = 20_000;
  private static final int MOST_CASES = 5_000;

  private final ClassFrame frame;
  private final RowReading reading;
  private final Passages passages;
  private final int mostSequences;
  private final int[] truths;
  private final double[][] oneHot;
  private final SoftmaxCrossEntropy loss;

  private Classification(
      ClassFrame frame,
      RowReading reading,
      Passages passages,
      int most,
      int[] truths,
      SoftmaxCrossEntropy loss) {
    this.frame = frame;
    this.loss = loss;
    this.reading = reading;
    this.passages = passages;
    this.mostSequences = most;
    this.truths = truths;
    int size = frame.classes().size();
    this.oneHot = new double[size][size];
    for (int at = 0; at < size; at++) {
      oneHot[at][at] = 1;
    }
  }

  static Classification prepare(
      Table table,
      String target,
      Reading reading,
      Extent extent,
      Map<String, Double> classWeights,
      boolean everyRow) {
    List<String> classes = table.categories().getOrDefault(target, List.of());
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "column %s must hold at least two classes, holds %s".formatted(target, classes));
    }
    int column = table.data().column(target);
    int[] truths =
        IntStream.range(0, table.rows())
            .map(row ->
                Double.isNaN(table.data().at(row, column))
                    ? -1
                    : (int) table.data().at(row, column))
            .toArray();
    Passages passages = Passages.of(extent.split(table), extent.window(), everyRow);
    RowReading rows = RowReading.of(table, reading, passages);
    ClassFrame frame = new ClassFrame(rows.encoding(), target, classes, everyRow, extent.window());
    Classification prepared =
        new Classification(
            frame,
            rows,
            passages,
            extent.mostSequences(),
            truths,
            weighted(target, classes, classWeights));
    prepared.requireCases(extent.shares());
    return prepared;
  }

  private static SoftmaxCrossEntropy weighted(
      String target, List<String> classes, Map<String, Double> weights) {
    for (String named : weights.keySet()) {
      if (!classes.contains(named)) {
        throw new IllegalArgumentException(
            "classWeights must name classes of %s, one of %s, named %s"
                .formatted(target, classes, named));
      }
    }
    return new SoftmaxCrossEntropy(
        weights.isEmpty()
            ? List.of()
            : classes.stream().map(one -> weights.getOrDefault(one, 1.0)).toList());
  }

  private void requireCases(Shares shares) {
    require(Part.TRAINING, 1);
    require(Part.VALIDATION, shares.validation());
    require(Part.TEST, shares.test());
  }

  private void require(Part part, double share) {
    if (share > 0 && examples(part, 1).size() == 0) {
      throw new IllegalArgumentException(
          "the %s part must hold a row with a value of %s, holds none"
              .formatted(part.title(), frame.target()));
    }
  }

  @Override
  public int inputSize() {
    return frame.encoding().width();
  }

  @Override
  public int outputSize() {
    return frame.classes().size();
  }

  @Override
  public Loss loss() {
    return loss;
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
    return truths[row] < 0 ? null : oneHot[truths[row]];
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
    List<Case> cases = cases(examples(Part.TRAINING, MOST_CASES));
    double[] frequencies = frequencies(cases);
    SoftmaxRegression logistic =
        SoftmaxRegression.fit(
            cases.stream().map(this::features).toArray(double[][]::new),
            cases.stream().mapToInt(known -> truths[known.row()]).toArray(),
            frame.classes().size());
    ClassTally model = new ClassTally(frame.classes().size());
    ClassTally majority = new ClassTally(frame.classes().size());
    ClassTally regression = new ClassTally(frame.classes().size());
    test.answer(
        learner,
        (passage, row, output) -> {
          if (truths[row] >= 0) {
            model.add(output, truths[row]);
            majority.add(frequencies, truths[row]);
            regression.add(logistic.probabilities(reading.features(passage, row)), truths[row]);
          }
        });
    return new Evaluation(
        frame.target(),
        model.count(),
        ClassTally.MACRO_F1,
        true,
        List.of(
            model.score(Score.MODEL),
            majority.score("majority class"),
            regression.score("logistic regression")),
        new Detail.OfClasses(frame.classes(), model.confusion()));
  }

  /** A row whose class is known, with what was read before it. */
  private record Case(Passage passage, int row) {}

  private List<Case> cases(PassageExamples examples) {
    List<Case> cases = new ArrayList<>();
    for (Passage passage : examples.passages()) {
      for (int row = passage.firstAsked(); row <= passage.lastRow(); row++) {
        if (truths[row] >= 0) {
          cases.add(new Case(passage, row));
        }
      }
    }
    return Thinning.of(cases.size(), MOST_CASES).mapToObj(cases::get).toList();
  }

  private double[] features(Case known) {
    return reading.features(known.passage(), known.row());
  }

  private double[] frequencies(List<Case> cases) {
    double[] frequencies = new double[frame.classes().size()];
    for (Case known : cases) {
      frequencies[truths[known.row()]] += 1.0 / cases.size();
    }
    return frequencies;
  }
}
