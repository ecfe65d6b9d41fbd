package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network's forecasts of the test part beside naive ones: the same windows, the same rows, the
 * units of the target.
 *
 * @param target the column that was forecast
 * @param windows number of test windows
 * @param seasonalPeriod period of the seasonal naive forecast, in rows
 * @param model the network's score
 * @param lastValue score of the forecast that repeats the last value
 * @param seasonalNaive score of the forecast that repeats the last period
 */
public record ForecastEvaluation(
    String target,
    int windows,
    int seasonalPeriod,
    Score model,
    Score lastValue,
    Score seasonalNaive) {

  private static final int BATCH = 256;

  /**
   * Whether the network errs less than every baseline.
   *
   * @return true if its mean absolute error is the smallest
   */
  public boolean beatsBaselines() {
    return model.meanAbsoluteError()
        < Math.min(lastValue.meanAbsoluteError(), seasonalNaive.meanAbsoluteError());
  }

  /**
   * Forecasts the test part.
   *
   * @param problem the prepared problem
   * @param learner the trained network
   * @return one evaluation per target; empty if the test part holds no value to compare with
   */
  public static List<ForecastEvaluation> of(Forecasting problem, Learner learner) {
    List<TargetTally> tallies = new ArrayList<>();
    for (String target : problem.frame().targets()) {
      tallies.add(new TargetTally(problem, target));
    }
    for (int from = problem.testFrom(); from < problem.testTo(); from += BATCH) {
      int to = Math.min(from + BATCH, problem.testTo());
      List<Inputs> questions =
          IntStream.range(from, to)
              .mapToObj(row -> problem.frame().question(problem.series(), row))
              .toList();
      List<double[]> responses = learner.respondAll(questions);
      for (int row = from; row < to; row++) {
        double[] forecast =
            problem.frame().answer(responses.get(row - from), problem.series(), row);
        for (int target = 0; target < tallies.size(); target++) {
          tallies.get(target).add(forecast, target, row);
        }
      }
    }
    return tallies.stream().filter(tally -> !tally.isEmpty()).map(TargetTally::evaluation).toList();
  }

  /** The errors of one target. */
  private static final class TargetTally {

    private final Forecasting problem;
    private final String target;
    private final int column;
    private final int period;
    private final Score.Tally model = new Score.Tally();
    private final Score.Tally lastValue = new Score.Tally();
    private final Score.Tally seasonalNaive = new Score.Tally();

    TargetTally(Forecasting problem, String target) {
      this.problem = problem;
      this.target = target;
      this.column = problem.frame().inputs().indexOf(target);
      this.period =
          Baselines.strongestPeriod(
              problem.series(), problem.split().trainingEnd(), column, problem.frame().horizon());
    }

    void add(double[] forecast, int index, int firstRow) {
      int lastRow = firstRow + problem.frame().window() - 1;
      for (int ahead = 1; ahead <= problem.frame().horizon(); ahead++) {
        double truth = problem.truth().at(lastRow + ahead, column);
        model.add(forecast[(ahead - 1) * problem.frame().targets().size() + index], truth);
        lastValue.add(Baselines.lastValue(problem.series(), lastRow, column), truth);
        seasonalNaive.add(
            Baselines.seasonalNaive(problem.series(), lastRow, column, ahead, period), truth);
      }
    }

    boolean isEmpty() {
      return model.isEmpty();
    }

    ForecastEvaluation evaluation() {
      return new ForecastEvaluation(
          target,
          problem.testTo() - problem.testFrom(),
          period,
          model.score("model"),
          lastValue.score("last value"),
          seasonalNaive.score("seasonal naive"));
    }
  }
}
