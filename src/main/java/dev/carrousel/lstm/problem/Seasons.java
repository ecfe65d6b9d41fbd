package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.problem.ForecastFrame.Season;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what the forecast of a target had best start from, on the training part: a season is used
 * if it leaves so little to learn that a network could hardly answer the whole value as exactly.
 */
final class Seasons {

  private static final int SAMPLES = 300;
  private static final int LONGEST_PERIOD = 400;
  private static final double LITTLE = 0.6;

  private Seasons() {}

  /**
   * The best season of each target.
   *
   * @param whole the problem with a frame without seasons
   */
  static List<Season> fit(Forecasting whole) {
    int[] starts = Thinning.of(whole.windows(Part.TRAINING), SAMPLES);
    List<Season> seasons = new ArrayList<>();
    for (int target = 0; target < whole.frame().targets().size(); target++) {
      seasons.add(fit(whole, starts, target));
    }
    return seasons;
  }

  private static Season fit(Forecasting whole, int[] starts, int target) {
    double unaided = error(whole, starts, target, Season.NONE);
    Season best = Season.NONE;
    double smallest = LITTLE * unaided;
    int longest = Math.min(LONGEST_PERIOD, whole.frame().window() / 2);
    for (int period = 1; period <= longest; period++) {
      double error = error(whole, starts, target, new Season(period, 1));
      if (error > 0 && error < smallest) {
        best = new Season(period, error);
        smallest = error;
      }
    }
    return best;
  }

  /** Root mean square of what is left to learn. */
  private static double error(Forecasting whole, int[] starts, int target, Season season) {
    List<Season> seasons = new ArrayList<>(whole.frame().seasons());
    seasons.set(target, season);
    ForecastFrame frame = whole.frame().withSeasons(seasons);
    double squares = 0;
    int count = 0;
    for (int start : starts) {
      double[] left = frame.differences(whole.encoded(), whole.truth(), start);
      for (int at = target; at < left.length; at += frame.targets().size()) {
        squares += Double.isNaN(left[at]) ? 0 : left[at] * left[at];
        count += Double.isNaN(left[at]) ? 0 : 1;
      }
    }
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }
}
