package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts of the test part beside naive ones: the same windows, the same rows, the units of the
 * target.
 */
final class ForecastTest {

  private static final int BATCH = 256;

  private final Forecasting problem;
  private final ForecastFrame frame;
  private final int target;
  private final int column;
  private final NaiveForecasts naive;
  private final Errors model = new Errors();
  private final Errors lastValue = new Errors();
  private final Errors seasonal = new Errors();
  private final Errors mean = new Errors();
  private final long[] inside;
  private final double[] width;
  private long judged;

  private ForecastTest(Forecasting problem, ForecastFrame frame, int target) {
    this.problem = problem;
    this.frame = frame;
    this.target = target;
    String name = frame.targets().get(target);
    this.column = problem.truth().data().column(name);
    this.naive = new NaiveForecasts(problem.filled(), problem.split(), name, frame.horizon());
    this.inside = new long[frame.intervals().size()];
    this.width = new double[frame.intervals().size()];
  }

  static List<Evaluation> of(Forecasting problem, ForecastFrame frame, Learner learner) {
    int[] starts = problem.windows(Part.TEST);
    if (problem.problem().shares().test() == 0 || starts.length == 0) {
      return List.of();
    }
    List<ForecastTest> tests = new ArrayList<>();
    for (int target = 0; target < frame.targets().size(); target++) {
      tests.add(new ForecastTest(problem, frame, target));
    }
    forEach(
        problem,
        learner,
        starts,
        BATCH,
        (_, start, forecast) -> tests.forEach(test -> test.add(start, forecast)));
    return tests.stream()
        .filter(test -> !test.model.isEmpty())
        .map(test -> test.evaluation(starts.length))
        .toList();
  }

  /** Shown the forecasts one window after another. */
  @FunctionalInterface
  interface Visitor {
    void visit(int index, int start, double[] forecast);
  }

  static void forEach(
      Forecasting problem, Learner learner, int[] starts, int batch, Visitor visitor) {
    for (int from = 0; from < starts.length; from += batch) {
      int[] part = Arrays.copyOfRange(starts, from, Math.min(from + batch, starts.length));
      List<Inputs> questions =
          Arrays.stream(part)
              .mapToObj(start -> problem.frame().question(problem.encoded(), start))
              .toList();
      List<double[]> responses = learner.respondAll(questions);
      for (int at = 0; at < part.length; at++) {
        double[] forecast = problem.frame().answer(responses.get(at), problem.encoded(), part[at]);
        visitor.visit(from + at, part[at], forecast);
      }
    }
  }

  private void add(int start, double[] forecast) {
    int lastRow = start + frame.window() - 1;
    for (int ahead = 1; ahead <= frame.horizon(); ahead++) {
      int at = (ahead - 1) * frame.targets().size() + target;
      double truth = problem.truth().data().at(lastRow + ahead, column);
      model.add(forecast[at], truth);
      lastValue.add(naive.lastValue(lastRow), truth);
      seasonal.add(naive.seasonal(lastRow, ahead), truth);
      mean.add(naive.mean(), truth);
      if (!Double.isNaN(truth)) {
        cover(at, start, Math.abs(truth - forecast[at]));
      }
    }
  }

  private void cover(int at, int start, double error) {
    judged++;
    for (int index = 0; index < inside.length; index++) {
      double halfWidth =
          frame.halfWidth(frame.intervals().get(index), at, problem.encoded(), start);
      inside[index] += error <= halfWidth ? 1 : 0;
      width[index] += 2 * halfWidth;
    }
  }

  private Evaluation evaluation(int windows) {
    List<Detail.Coverage> coverages = new ArrayList<>();
    for (int index = 0; index < inside.length; index++) {
      coverages.add(
          new Detail.Coverage(
              frame.intervals().get(index).level(),
              (double) inside[index] / judged,
              width[index] / judged));
    }
    return new Evaluation(
        frame.targets().get(target),
        windows,
        Errors.MEAN_ABSOLUTE_ERROR,
        false,
        List.of(
            model.score(Score.MODEL),
            lastValue.score("last value"),
            seasonal.score("seasonal naive"),
            mean.score("mean")),
        new Detail.OfForecast(naive.period(), coverages));
  }
}
