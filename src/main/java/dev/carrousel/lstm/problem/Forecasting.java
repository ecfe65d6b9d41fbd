package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Moments;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Series made ready for learning to forecast them. A window belongs to the part that holds all the
 * rows it forecasts; what it reads may lie in the part before, as it would in use.
 */
public final class Forecasting implements Prepared {

  private static final int MOST_JUDGED = 5000;

  private final Forecast problem;
  private final ForecastFrame frame;
  private final RowSplit split;
  private final Material material;
  private final double[] encoded;

  private Forecasting(Forecast problem, ForecastFrame frame, RowSplit split, Material material) {
    this.problem = problem;
    this.frame = frame;
    this.split = split;
    this.material = material;
    this.encoded = frame.encode(material.truth(), material.filled());
  }

  /**
   * The rows.
   *
   * @param observed as they were given
   * @param truth their categories numbered as the network knows them
   * @param filled the same without gaps
   */
  private record Material(Table observed, Table truth, Table filled) {

    static Material of(Table observed, Encoding encoding) {
      Table truth = encoding.numbered(observed);
      return new Material(observed, truth, truth.carryForward());
    }
  }

  static Forecasting prepare(Table table, Forecast problem) {
    Table observed = table.select(problem.reading().inputs());
    RowSplit split = RowSplit.of(observed, problem.shares());
    requireWindows(problem, split);
    requireValues(observed, problem, split);
    Encoding encoding =
        Encoding.fit(
            observed,
            problem.reading().inputs(),
            problem.reading().calendar(),
            problem.reading().masked(),
            split.trainingRows());
    Material material = Material.of(observed, encoding);
    if (problem.centering() != Centering.TRAINING_MEAN) {
      for (String target : problem.targets()) {
        encoding =
            encoding.withDeviation(
                target, deviationFromWindow(material.filled(), problem, split, target));
      }
    }
    ForecastFrame frame =
        new ForecastFrame(
            encoding,
            problem.targets(),
            problem.known(),
            problem.window(),
            problem.horizon(),
            problem.centering(),
            Collections.nCopies(problem.targets().size(), ForecastFrame.Season.NONE),
            List.of());
    Forecasting whole = new Forecasting(problem, frame, split, material);
    return new Forecasting(problem, frame.withSeasons(Seasons.fit(whole)), split, material);
  }

  /**
   * What lies between the series and the network.
   *
   * @return the frame, without intervals
   */
  public ForecastFrame frame() {
    return frame;
  }

  Forecast problem() {
    return problem;
  }

  RowSplit split() {
    return split;
  }

  Table truth() {
    return material.truth();
  }

  Table filled() {
    return material.filled();
  }

  double[] encoded() {
    return encoded;
  }

  @Override
  public int inputSize() {
    return frame.inputSize();
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
    return examples(windows(Part.TRAINING, problem.mostWindows()));
  }

  /** Empty without a validation part or where that holds no value of any target. */
  @Override
  public Examples validation() {
    boolean known =
        problem.targets().stream().anyMatch(target -> hasValue(target, Part.VALIDATION));
    return examples(known ? windows(Part.VALIDATION, MOST_JUDGED) : new int[0]);
  }

  private boolean hasValue(String target, Part part) {
    Table truth = truth();
    int column = truth.data().column(target);
    return IntStream.range(0, truth.seriesCount())
        .anyMatch(
            series -> hasValue(truth, column, split.from(part, series), split.to(part, series)));
  }

  @Override
  public Map<String, Integer> parts() {
    return split.sizes();
  }

  @Override
  public List<String> warnings() {
    List<String> warnings =
        new ArrayList<>(NewCategories.warnings(material.observed(), frame.encoding()));
    for (double level : Conformal.levelsOutOfReach(this)) {
      warnings.add(
          "The validation part is too small for a prediction interval of level %s, so none is given."
              .formatted(level));
    }
    return warnings;
  }

  @Override
  public Judged judge(Learner learner) {
    ForecastFrame calibrated = Conformal.calibrate(this, learner);
    return new Judged(calibrated, ForecastTest.of(this, calibrated, learner));
  }

  /** First rows of the windows whose forecast rows all lie in a part. */
  int[] windows(Part part) {
    return windows(part, MOST_JUDGED);
  }

  private int[] windows(Part part, int most) {
    Table truth = truth();
    IntStream starts =
        IntStream.range(0, truth.seriesCount())
            .flatMap(series -> {
              int first = split.from(part, series) - problem.window();
              int last = split.to(part, series) - problem.horizon() - problem.window();
              return IntStream.rangeClosed(Math.max(truth.from(series), first), last);
            });
    return Thinning.of(starts.toArray(), most);
  }

  private Examples examples(int[] starts) {
    return new Examples() {
      @Override
      public int size() {
        return starts.length;
      }

      @Override
      public Sequence get(int index) {
        return frame.example(encoded, truth(), starts[index]);
      }
    };
  }

  private static double deviationFromWindow(
      Table filled, Forecast problem, RowSplit split, String target) {
    int column = filled.data().column(target);
    int window = problem.window();
    Moments moments = new Moments();
    for (int series = 0; series < filled.seriesCount(); series++) {
      int last = split.trainingEnd(series) - window - problem.horizon();
      int stride = Math.max(1, (last - filled.from(series)) / MOST_JUDGED);
      for (int start = filled.from(series); start <= last; start += stride) {
        double mean = mean(filled, column, start, window);
        for (int row = 0; row < window + problem.horizon(); row++) {
          moments.add(filled.data().at(start + row, column) - mean);
        }
      }
    }
    return moments.deviationOrOne();
  }

  private static double mean(Table table, int column, int from, int rows) {
    double sum = 0;
    for (int row = from; row < from + rows; row++) {
      sum += table.data().at(row, column);
    }
    return sum / rows;
  }

  /** Of many series some may be too short; one must be long enough. */
  private static void requireWindows(Forecast problem, RowSplit split) {
    int needed = problem.window() + problem.horizon();
    requireRows("training", needed, split, Part.TRAINING);
    if (problem.shares().validation() > 0) {
      requireRows("validation", problem.horizon(), split, Part.VALIDATION);
    }
    if (problem.shares().test() > 0) {
      requireRows("test", problem.horizon(), split, Part.TEST);
    }
  }

  private static void requireRows(String part, int needed, RowSplit split, Part of) {
    int longest =
        IntStream.range(0, split.splits().size())
            .map(series -> split.to(of, series) - split.from(of, series))
            .max()
            .orElse(0);
    if (longest < needed) {
      throw new IllegalArgumentException(
          "the %s part must have at least %d rows for one window, has %d"
              .formatted(part, needed, longest));
    }
  }

  private static void requireValues(Table truth, Forecast problem, RowSplit split) {
    for (String name : problem.reading().inputs()) {
      int first = problem.targets().contains(name) ? problem.window() : 0;
      int column = truth.data().column(name);
      boolean found =
          IntStream.range(0, truth.seriesCount())
              .anyMatch(series ->
                  hasValue(truth, column, truth.from(series) + first, split.trainingEnd(series)));
      if (!found) {
        throw new IllegalArgumentException(
            "column %s must have a value in the training part, has none".formatted(name));
      }
    }
  }

  private static boolean hasValue(Table table, int column, int from, int to) {
    for (int row = from; row < to; row++) {
      if (!Double.isNaN(table.data().at(row, column))) {
        return true;
      }
    }
    return false;
  }
}
