package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.problem.Passages.Passage;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Symbols made ready for learning what follows. The baselines are the symbols' frequencies and a
 * model of three symbols, fitted on the same training part.
 */
public final class SymbolPrediction implements Prepared {

  private static final int MOST_JUDGED = 2_000;

  private final SymbolFrame frame;
  private final int[] symbols;
  private final Passages passages;
  private final int mostSequences;
  private final double[][] oneHot;

  private SymbolPrediction(SymbolFrame frame, int[] symbols, Passages passages, int most) {
    this.frame = frame;
    this.symbols = symbols;
    this.passages = passages;
    this.mostSequences = most;
    int size = frame.alphabetSize();
    this.oneHot = new double[size][size];
    for (int at = 0; at < size; at++) {
      oneHot[at][at] = 1;
    }
  }

  static SymbolPrediction prepare(Table table, NextSymbol problem) {
    List<String> known = table.categories().getOrDefault(problem.target(), List.of());
    if (known.size() < 2) {
      throw new IllegalArgumentException(
          "column %s must hold at least two symbols, holds %s".formatted(problem.target(), known));
    }
    boolean ends = table.seriesCount() > 1;
    SymbolFrame frame =
        new SymbolFrame(problem.target(), known, problem.text(), ends, problem.extent().window());
    Table stream = stream(table.select(List.of(problem.target())), ends, known.size());
    Shares shares = problem.extent().shares();
    RowSplit split = ends ? RowSplit.dealt(stream, shares) : RowSplit.of(stream, shares);
    Passages passages = Passages.askingEachRow(split, problem.extent().window(), 1);
    if (passages.of(Part.TRAINING).isEmpty()) {
      throw new IllegalArgumentException(
          "the training part must hold at least two symbols, holds fewer");
    }
    int[] symbols = new int[stream.rows()];
    Arrays.setAll(symbols, row -> (int) stream.data().at(row, 0));
    return new SymbolPrediction(frame, symbols, passages, problem.extent().mostSequences());
  }

  /** The symbols of all series one after another, missing ones left out, ends added. */
  private static Table stream(Table table, boolean ends, int end) {
    double[] values = new double[table.rows() + (ends ? 2 * table.seriesCount() : 0)];
    int[] starts = new int[table.seriesCount() + 1];
    int size = 0;
    for (int series = 0; series < table.seriesCount(); series++) {
      size = append(values, size, ends, end);
      for (int row = table.from(series); row < table.to(series); row++) {
        double symbol = table.data().at(row, 0);
        if (!Double.isNaN(symbol)) {
          values[size++] = symbol;
        }
      }
      size = append(values, size, ends, end);
      starts[series + 1] = size;
    }
    Series kept = new Series(table.data().columns(), Arrays.copyOf(values, size));
    return new Table(kept, table.categories(), table.names(), starts);
  }

  private static int append(double[] values, int size, boolean ends, int end) {
    if (ends) {
      values[size] = end;
    }
    return ends ? size + 1 : size;
  }

  @Override
  public int inputSize() {
    return frame.alphabetSize();
  }

  @Override
  public int outputSize() {
    return frame.alphabetSize();
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
    return PassageExamples.of(
        passages.of(part), most, this::inputs, row -> oneHot[symbols[row + 1]]);
  }

  private Inputs inputs(Passage passage) {
    int from = passage.firstRow();
    return new Inputs.Symbols(
        Arrays.copyOfRange(symbols, from, from + passage.length()), frame.alphabetSize());
  }

  @Override
  public Map<String, Integer> parts() {
    return passages.split().sizes();
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  @Override
  public Judged judge(Learner learner) {
    PassageExamples test = examples(Part.TEST, MOST_JUDGED);
    return new Judged(frame, test.size() == 0 ? List.of() : List.of(evaluation(test, learner)));
  }

  private Evaluation evaluation(PassageExamples test, Learner learner) {
    ThreeGrams grams = new ThreeGrams(frame.alphabetSize());
    RowSplit split = passages.split();
    for (int series = 0; series < split.table().seriesCount(); series++) {
      grams.learn(symbols, split.table().from(series), split.trainingEnd(series));
    }
    SymbolTally model = new SymbolTally();
    SymbolTally single = new SymbolTally();
    SymbolTally triple = new SymbolTally();
    test.answer(
        learner,
        (passage, row, output) -> {
          int truth = symbols[row + 1];
          int before =
              row > split.table().from(split.table().seriesOf(row)) ? symbols[row - 1] : -1;
          model.add(output[truth], ClassTally.best(output) == truth);
          single.add(grams.single(truth), grams.mostFrequent() == truth);
          triple.add(
              grams.triple(before, symbols[row], truth),
              grams.mostFrequent(before, symbols[row]) == truth);
        });
    return new Evaluation(
        frame.target(),
        model.count(),
        SymbolTally.BITS,
        false,
        List.of(model.score(Score.MODEL), single.score("unigram"), triple.score("3-gram")),
        new Detail.None());
  }
}
