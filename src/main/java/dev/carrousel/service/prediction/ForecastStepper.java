package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.TimeSteps;
import dev.carrousel.service.models.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts anew after each row. The network was trained on windows that it compares with their own
 * level, so what a session carries is the window itself, and every forecast reads all of it.
 */
final class ForecastStepper implements Stepper {

  private static final String SEEN = "seen";
  private static final List<Integer> SINGLE = List.of(1);

  private final Predictor.Forecaster forecaster;
  private final Function<Inputs, double[]> network;
  private final ForecastFrame frame;
  private final Rows rows;
  private final LastRows window;
  private final LastRows times;

  ForecastStepper(Predictor.Forecaster forecaster, Function<Inputs, double[]> network) {
    this.forecaster = forecaster;
    this.network = network;
    this.frame = forecaster.frame();
    this.rows = Rows.of(forecaster);
    this.window = new LastRows("rows", frame.window(), rows.columns());
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
      return state(window.none(), times.none(), 0);
    }
    Table past =
        ForecastQuestion.past(forecaster, ForecastQuestion.stored(forecaster, beginning.series()));
    double[] known = new double[frame.window()];
    Arrays.fill(known, Double.NaN);
    System.arraycopy(past.times(), 0, known, 0, past.times().length);
    return state(window.tensor(past.data().values()), times.tensor(known), frame.window());
  }

  private static Tensors state(Tensor rows, Tensor times, long seen) {
    return new Tensors(List.of(rows, times, new Tensor.Longs(SEEN, SINGLE, new long[] {seen})));
  }

  @Override
  public void require(Tensors state) {
    rows.requireCells(window.of(state), window.name());
    StateChecks.requireMoments(times.of(state), times.name());
    StateChecks.requireCount(state.longs(SEEN, SINGLE)[0], SEEN);
  }

  @Override
  public void walk(Tensors state, Observations observations, Consumer<Stepped> visitor) {
    double[] kept = window.of(state);
    Table told = rows.table(rows.given(observations), "#/rows");
    Table observed = rows.masked() ? told : rows.filled(window.youngest(kept, 1), told);
    double[] moments = times.of(state);
    long seen = state.longs(SEEN, SINGLE)[0];
    for (int at = 0; at < observed.rows(); at++) {
      kept = window.with(kept, observed.data().values(), at * rows.columns());
      moments = times.with(moments, new double[] {moment(observed, at, moments)}, 0);
      seen++;
      Tensors now = state(window.tensor(kept), times.tensor(moments), seen);
      int missing = (int) Math.max(0, frame.window() - seen);
      List<ForecastResponse.Row> forecast =
          missing == 0 && at == observed.rows() - 1
              ? forecast(kept, moments, observations.future())
              : List.of();
      visitor.accept(
          new Stepped(
              now,
              new StepAnswer.OfForecast(missing, forecast),
              numbers(forecast),
              new Tensors(List.of())));
    }
  }

  /** The moment that a row tells, or else one step after the row before. */
  private double moment(Table observed, int at, double[] before) {
    double last = before[before.length - 1];
    String spacing = forecaster.spacing();
    if (observed.times().length > 0) {
      return observed.times()[at];
    }
    return spacing == null || Double.isNaN(last)
        ? Double.NaN
        : TimeSteps.epochSecond(TimeSteps.after(TimeSteps.text(last), spacing, 1));
  }

  private List<ForecastResponse.Row> forecast(
      double[] kept, double[] moments, @Nullable List<Map<String, @Nullable Object>> future) {
    boolean timed = Arrays.stream(moments).noneMatch(Double::isNaN);
    Table past =
        Table.of(new Series(frame.encoding().names(), kept), timed ? moments : new double[0]);
    double last = moments[moments.length - 1];
    String end = Double.isNaN(last) ? null : TimeSteps.text(last);
    ForecastQuestion question = ForecastQuestion.of(forecaster, past, end, future);
    return Forecasts.answer(question, frame.horizon(), network);
  }

  private static double[] numbers(List<ForecastResponse.Row> forecast) {
    return forecast.stream()
        .flatMap(row -> row.values().values().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
