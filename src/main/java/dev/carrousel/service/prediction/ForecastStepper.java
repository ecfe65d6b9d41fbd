package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.Moment;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts anew after each row. The network was trained on windows that it compares with their own
 * level, so what a session carries is the window itself, and every forecast reads all of it.
 */
final class ForecastStepper implements Stepper {

  private static final String ROWS = "#/rows";
  private static final String SEEN = "seen";
  private static final List<Integer> SINGLE = List.of(1);

  private final Predictor.Forecaster forecaster;
  private final Function<Inputs, double[]> network;
  private final ForecastFrame frame;
  private final Rows rows;
  private final LastRows window;
  private final LastRows before;
  private final LastRows times;

  ForecastStepper(Predictor.Forecaster forecaster, Function<Inputs, double[]> network) {
    this.forecaster = forecaster;
    this.network = network;
    this.frame = forecaster.frame();
    this.rows = Rows.of(forecaster);
    this.window = new LastRows("rows", frame.window(), rows.columns());
    this.before = new LastRows("before", 1, rows.columns());
    this.times = new LastRows("times", frame.window(), 1);
  }

  @Override
  public int window() {
    return frame.window();
  }

  @Override
  public Tensors begin(Beginning beginning) {
    BeginningChecks.requireNothingDrawn(beginning);
    if (beginning.series() == null) {
      return state(window.none(), before.none(), times.none(), Moment.UNKNOWN, 0);
    }
    Past past = Past.stored(forecaster, beginning.series());
    double[] clocks = new double[frame.window()];
    Arrays.fill(clocks, Double.NaN);
    System.arraycopy(past.rows().times(), 0, clocks, 0, past.rows().times().length);
    String end = past.end();
    return state(
        window.tensor(past.rows().data().values()),
        before.tensor(past.before()),
        times.tensor(clocks),
        end == null ? Moment.UNKNOWN : Moment.of(end),
        frame.window());
  }

  private static Tensors state(Tensor rows, Tensor before, Tensor times, Moment last, long seen) {
    Tensor count = new Tensor.Longs(SEEN, SINGLE, new long[] {seen});
    return new Tensors(List.of(rows, times, count, before, LastMoment.tensor(last)));
  }

  @Override
  public Set<String> addedLater() {
    return Set.of(before.name(), LastMoment.NAME);
  }

  @Override
  public void require(Tensors state) {
    rows.requireCells(window.of(state), window.name());
    rows.requireCells(before.of(state), before.name());
    StateChecks.requireMoments(times.of(state), times.name());
    rows.requireMoment(LastMoment.of(state), LastMoment.NAME);
    rows.requireMoment(last(state), times.name());
    StateChecks.requireCount(state.longs(SEEN, SINGLE)[0], SEEN);
  }

  /** The last moment, which an earlier version kept only as the clock of the last row. */
  private Moment last(Tensors state) {
    Moment last = LastMoment.of(state);
    double clock = times.youngest(times.of(state), 1)[0];
    return Double.isNaN(clock) || clock == last.clock()
        ? last
        : new Moment(clock, Double.NaN, Double.NaN);
  }

  @Override
  public void walk(Tensors state, Observations observations, Consumer<Stepped> visitor) {
    List<Map<String, @Nullable Object>> given = rows.given(observations);
    Moment last = last(state);
    Table told = rows.table(given, ROWS, last.text());
    double[] kept = window.of(state);
    Table observed = rows.masked() ? told : Rows.filled(window.youngest(kept, 1), told);
    double[] left = before.of(state);
    double[] clocks = times.of(state);
    long seen = state.longs(SEEN, SINGLE)[0];
    for (int at = 0; at < observed.rows(); at++) {
      left = known(left, kept);
      kept = window.with(kept, observed.data().values(), at * rows.columns());
      Moment moment = moment(given.get(at), last);
      clocks = times.with(clocks, new double[] {moment.clock()}, 0);
      last = moment.text() == null ? last : moment;
      seen++;
      Tensors now =
          state(window.tensor(kept), before.tensor(left), times.tensor(clocks), last, seen);
      int missing = (int) Math.max(0, frame.window() - seen);
      List<ForecastResponse.Row> forecast =
          missing == 0 && at == observed.rows() - 1
              ? forecast(past(kept, left, clocks, moment), observations.future())
              : List.of();
      visitor.accept(
          new Stepped(
              now,
              new StepAnswer.OfForecast(missing, forecast),
              numbers(forecast),
              new Tensors(List.of())));
    }
  }

  /** What is known of each column where the first of some rows leaves the window. */
  private double[] known(double[] before, double[] rows) {
    double[] known = before.clone();
    for (int column = 0; column < known.length; column++) {
      if (!Double.isNaN(rows[column])) {
        known[column] = rows[column];
      }
    }
    return known;
  }

  /** The moment that a row tells, or else one step after the one before. */
  private Moment moment(Map<String, @Nullable Object> row, Moment before) {
    String told = rows.moment(row);
    if (told != null) {
      return Moment.of(told);
    }
    String last = before.text();
    String spacing = forecaster.spacing();
    return last == null || spacing == null
        ? Moment.UNKNOWN
        : Moment.of(TimeSteps.after(last, spacing, 1));
  }

  private Past past(double[] kept, double[] left, double[] clocks, Moment last) {
    boolean timed = Arrays.stream(clocks).noneMatch(Double::isNaN);
    Table past =
        Table.of(new Series(frame.encoding().names(), kept), timed ? clocks : new double[0]);
    String end = last.textLike(written());
    return new Past(past, left, end == null ? null : TimeSteps.canonical(end), ROWS)
        .requireValues(frame);
  }

  /** A moment as the data tells moments, null if it tells none. */
  private @Nullable String written() {
    return forecaster.histories().isEmpty() ? null : forecaster.histories().getFirst().end();
  }

  private List<ForecastResponse.Row> forecast(
      Past past, @Nullable List<Map<String, @Nullable Object>> future) {
    ForecastQuestion question = ForecastQuestion.of(forecaster, past, future);
    return Forecasts.answer(question, frame.horizon(), network);
  }

  private static double[] numbers(List<ForecastResponse.Row> forecast) {
    return forecast.stream()
        .flatMap(row -> row.values().values().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
