package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Moments;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.sequence.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that lies between series and a network that forecasts them.
 *
 * <p>Without anything known of the future, the network answers the whole horizon at the last step
 * of the window. Otherwise it runs on over the future rows, reads there what is known of each, the
 * calendar included, and answers each at its own step; what is not known reads as 0, and a last
 * input tells future rows from past ones.
 *
 * @param encoding how a row becomes numbers
 * @param targets columns that are forecast, in order
 * @param known columns whose future is known
 * @param window number of past rows W
 * @param horizon number of future rows
 * @param centering what a target is compared with
 * @param seasons what each target's forecast starts from
 * @param intervals prediction intervals; none before calibration
 */
public record ForecastFrame(
    Encoding encoding,
    List<String> targets,
    List<String> known,
    int window,
    int horizon,
    Centering centering,
    List<Season> seasons,
    List<Interval> intervals)
    implements Frame {

  private static final double SMALLEST_DEVIATION = 0.1;

  /** Copies the lists. */
  public ForecastFrame {
    targets = List.copyOf(targets);
    known = List.copyOf(known);
    seasons = List.copyOf(seasons);
    intervals = List.copyOf(intervals);
  }

  /**
   * What the forecast of a target starts from: the value of the same season in the last whole
   * period known. The network then answers only the difference, and reads by how much each row
   * differs from the one a period before; of a future row, by how much the row it starts from does.
   *
   * @param period rows of a season; 1 for the last value, 0 if the network answers the whole value
   * @param deviation root mean square of that difference in the training part: its unit
   */
  public record Season(int period, double deviation) {

    /** The network answers the whole value. */
    public static final Season NONE = new Season(0, 1);

    /** How many rows lie between a row of the window's end and the one to start from. */
    int stepsBack(int ahead) {
      return (ahead + period - 1) / period * period - ahead;
    }
  }

  /**
   * A prediction interval: the forecast, plus and minus half a width that held the share {@code
   * level} of the errors on the validation part (split conformal prediction; Vovk et al. 2005, Lei
   * et al. 2018).
   *
   * @param level how often the truth is to lie inside
   * @param halfWidths shape [horizon, targets], row-major, in the units of the targets; under
   *     {@link Centering#WINDOW_MEAN_AND_DEVIATION} in those of the window's deviation
   */
  public record Interval(double level, List<Double> halfWidths) {

    /** Copies the list. */
    public Interval {
      halfWidths = List.copyOf(halfWidths);
    }
  }

  @Override
  public Loss loss() {
    return new MeanSquaredError();
  }

  /**
   * Whether the network runs on over the future rows.
   *
   * @return true if something is known of them
   */
  public boolean runsOn() {
    return !known.isEmpty() || !encoding.calendar().isEmpty();
  }

  /**
   * Width of what the network reads at each step.
   *
   * @return input size I
   */
  public int inputSize() {
    return encoding.width() + (runsOn() ? 1 : 0) + seasonal();
  }

  /**
   * Width of what the network answers at each step.
   *
   * @return output size O
   */
  public int outputSize() {
    return runsOn() ? targets.size() : horizon * targets.size();
  }

  private int seasonal() {
    return (int) seasons.stream().filter(season -> season.period() > 0).count();
  }

  ForecastFrame withIntervals(List<Interval> calibrated) {
    return new ForecastFrame(
        encoding, targets, known, window, horizon, centering, seasons, calibrated);
  }

  ForecastFrame withSeasons(List<Season> fitted) {
    return new ForecastFrame(
        encoding, targets, known, window, horizon, centering, fitted, intervals);
  }

  /**
   * Encodes rows. Where a target is missing its last value seen stands in even if the network is
   * told so: level, season and starting point of a forecast are those of values, not of gaps.
   *
   * @param observed rows of past and, if they are known, future
   * @param filled the same, missing values filled also from rows before them, as {@link
   *     Table#carryForward} does in a whole series
   * @return shape [rows, width of {@link #encoding}], row-major; a new array
   */
  public double[] encode(Table observed, Table filled) {
    boolean masked = encoding.columns().stream().anyMatch(Encoding.Column::masked);
    double[] encoded = encoding.encode(masked ? observed : filled);
    for (String target : targets) {
      Encoding.Column column = encoding.column(target);
      int from = filled.data().column(target);
      int offset = encoding.offset(target);
      for (int row = 0; masked && row < filled.rows(); row++) {
        double value = filled.data().at(row, from);
        encoded[row * encoding.width() + offset] =
            Double.isNaN(value) ? 0 : (value - column.mean()) / column.deviation();
      }
    }
    return encoded;
  }

  /**
   * What the network reads.
   *
   * @param encoded rows as {@link #encode} gives them; if the network runs on, with those of the
   *     horizon
   * @param firstRow first row of the window
   * @return shape [W, I], or [W + horizon, I]
   */
  public Inputs question(double[] encoded, int firstRow) {
    int width = encoding.width();
    if (!runsOn() && centering == Centering.TRAINING_MEAN && seasonal() == 0) {
      return new Inputs.Vectors(encoded, firstRow, window, width);
    }
    int size = inputSize();
    double[] values = new double[(window + (runsOn() ? horizon : 0)) * size];
    for (int step = 0; step < window; step++) {
      System.arraycopy(encoded, (firstRow + step) * width, values, step * size, width);
    }
    for (String target : targets) {
      center(encoded, firstRow, target, values);
    }
    if (runsOn()) {
      lookAhead(encoded, firstRow, values);
    }
    tellSeasons(encoded, firstRow, values);
    return Inputs.Vectors.of(values, size);
  }

  private void center(double[] encoded, int firstRow, String target, double[] values) {
    int offset = encoding.offset(target);
    Level level = level(encoded, firstRow, target);
    int size = inputSize();
    for (int step = 0; step < window; step++) {
      int at = step * size + offset;
      values[at] = (values[at] - level.mean()) / level.deviation();
    }
  }

  /** Fills the last inputs: how much a row differs from the one a period before. */
  private void tellSeasons(double[] encoded, int firstRow, double[] values) {
    int size = inputSize();
    int at = size - seasonal();
    for (int target = 0; target < targets.size(); target++) {
      Season season = seasons.get(target);
      if (season.period() > 0) {
        int offset = encoding.offset(targets.get(target));
        double unit =
            season.deviation() * level(encoded, firstRow, targets.get(target)).deviation();
        for (int step = 0; step < values.length / size; step++) {
          int row = step < window ? step : window - 1 - season.stepsBack(step - window + 1);
          values[step * size + at] =
              row < season.period()
                  ? 0
                  : (cell(encoded, firstRow + row, offset)
                          - cell(encoded, firstRow + row - season.period(), offset))
                      / unit;
        }
        at++;
      }
    }
  }

  private double cell(double[] encoded, int row, int offset) {
    return encoded[row * encoding.width() + offset];
  }

  /** The centred value that the forecast of a future row starts from. */
  private double start(double[] encoded, int firstRow, int target, int ahead, Level level) {
    Season season = seasons.get(target);
    if (season.period() == 0) {
      return 0;
    }
    int row = firstRow + window - 1 - season.stepsBack(ahead);
    return (cell(encoded, row, encoding.offset(targets.get(target))) - level.mean())
        / level.deviation();
  }

  private void lookAhead(double[] encoded, int firstRow, double[] values) {
    int width = encoding.width();
    int size = inputSize();
    for (int step = window; step < window + horizon; step++) {
      int row = (firstRow + step) * width;
      for (String column : known) {
        int offset = encoding.offset(column);
        System.arraycopy(
            encoded, row + offset, values, step * size + offset, encoding.width(column));
      }
      int calendar = width - encoding.calendarWidth();
      System.arraycopy(encoded, row + calendar, values, step * size + calendar, width - calendar);
      values[step * size + width] = 1;
    }
  }

  /**
   * A window with the rows that follow it as targets.
   *
   * @param encoded rows as {@link #encode} gives them
   * @param truth the same rows as observed; what is missing here is not learned
   * @param firstRow first row of the window
   * @return the example
   */
  public Sequence example(double[] encoded, Table truth, int firstRow) {
    double[] flat = differences(encoded, truth, firstRow);
    Inputs question = question(encoded, firstRow);
    return runsOn() ? stepwise(question, flat) : Sequence.endingIn(question, flat);
  }

  /** What is to be learned of a window: shape [horizon, targets], NaN where a value is missing. */
  double[] differences(double[] encoded, Table truth, int firstRow) {
    double[] flat = new double[horizon * targets.size()];
    for (int index = 0; index < targets.size(); index++) {
      Encoding.Column column = encoding.column(targets.get(index));
      int from = truth.data().column(column.name());
      Level level = level(encoded, firstRow, column.name());
      for (int ahead = 0; ahead < horizon; ahead++) {
        double value = truth.data().at(firstRow + window + ahead, from);
        double scaled = (value - column.mean()) / column.deviation();
        double centred = (scaled - level.mean()) / level.deviation();
        flat[ahead * targets.size() + index] =
            (centred - start(encoded, firstRow, index, ahead + 1, level))
                / seasons.get(index).deviation();
      }
    }
    return flat;
  }

  private Sequence stepwise(Inputs question, double[] flat) {
    double[] @Nullable [] steps = new double[window + horizon][];
    for (int ahead = 0; ahead < horizon; ahead++) {
      int from = ahead * targets.size();
      steps[window + ahead] = java.util.Arrays.copyOfRange(flat, from, from + targets.size());
    }
    return new Sequence(question, steps);
  }

  /**
   * Turns the network's answer into the units of the series.
   *
   * @param response outputs of all steps, as a learner answers {@link #question}
   * @param encoded what was asked about
   * @param firstRow first row of the window
   * @return shape [horizon, targets], row-major
   */
  public double[] answer(double[] response, double[] encoded, int firstRow) {
    double[] forecast = new double[horizon * targets.size()];
    int last = response.length - forecast.length;
    for (int index = 0; index < targets.size(); index++) {
      Encoding.Column column = encoding.column(targets.get(index));
      Level level = level(encoded, firstRow, column.name());
      for (int ahead = 0; ahead < horizon; ahead++) {
        int at = ahead * targets.size() + index;
        double centred =
            response[last + at] * seasons.get(index).deviation()
                + start(encoded, firstRow, index, ahead + 1, level);
        double scaled = centred * level.deviation() + level.mean();
        forecast[at] = scaled * column.deviation() + column.mean();
      }
    }
    return forecast;
  }

  /**
   * How far an interval reaches to both sides.
   *
   * @param interval one of {@link #intervals}
   * @param at place in the forecast
   * @param encoded what was asked about
   * @param firstRow first row of the window
   * @return half its width, in the units of the target
   */
  public double halfWidth(Interval interval, int at, double[] encoded, int firstRow) {
    String target = targets.get(at % targets.size());
    return interval.halfWidths().get(at) * errorScale(encoded, firstRow, target);
  }

  /**
   * What the errors of a window are measured in, so that windows may be compared: 1 unless the
   * window's own deviation is what its values are divided by.
   */
  double errorScale(double[] encoded, int firstRow, String target) {
    return level(encoded, firstRow, target).deviation();
  }

  /** What the scaled values of a target are compared with beyond the training part. */
  private record Level(double mean, double deviation) {}

  private Level level(double[] encoded, int firstRow, String target) {
    int width = encoding.width();
    int offset = encoding.offset(target);
    if (centering == Centering.TRAINING_MEAN) {
      return new Level(0, 1);
    }
    Moments moments = new Moments();
    for (int row = firstRow; row < firstRow + window; row++) {
      moments.add(encoded[row * width + offset]);
    }
    return centering == Centering.WINDOW_MEAN
        ? new Level(moments.mean(), 1)
        : new Level(moments.mean(), Math.max(SMALLEST_DEVIATION, moments.deviation()));
  }
}
