package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.problem.AnomalyFrame;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Scores rows one by one. Beside the network's state it carries the rows and forecasts that the
 * longest lead looks back at, and the last moment.
 */
final class AnomalyStepper implements Stepper {

  private static final String LAST_ENCODED = "last_encoded";
  private static final String SEEN = "seen";
  private static final List<Integer> SINGLE = List.of(1);

  private final Recurrence network;
  private final Rows rows;
  private final AnomalyFrame frame;
  private final LastRows filledRows;
  private final LastRows forecasts;
  private final int width;

  AnomalyStepper(Recurrence network, Rows rows, AnomalyFrame frame) {
    this.network = network;
    this.rows = rows;
    this.frame = frame;
    int kept = frame.leads().getLast() + 1;
    this.filledRows = new LastRows("rows", kept, rows.columns());
    this.forecasts = new LastRows("forecasts", kept, frame.outputSize());
    this.width = frame.encoding().width();
  }

  @Override
  public Tensors begin(Beginning beginning) {
    BeginningChecks.requireNothingDrawn(beginning);
    BeginningChecks.requireNoSeries(beginning);
    return network
        .rest()
        .and(memory(new double[width], filledRows.none(), forecasts.none(), 0L))
        .and(List.of(LastMoment.none()));
  }

  @Override
  public Set<String> addedLater() {
    return Set.of(LastMoment.NAME);
  }

  private List<Tensor> memory(double[] encoded, Tensor filled, Tensor told, long seen) {
    return List.of(
        new Tensor.Doubles(LAST_ENCODED, List.of(width), encoded),
        filled,
        told,
        new Tensor.Longs(SEEN, SINGLE, new long[] {seen}));
  }

  @Override
  public void require(Tensors state) {
    rows.requireCells(filledRows.of(state), filledRows.name());
    rows.requireMoment(LastMoment.of(state), LastMoment.NAME);
    StateChecks.requireCount(state.longs(SEEN, SINGLE)[0], SEEN);
  }

  @Override
  public void walk(Tensors state, Observations observations, Consumer<Stepped> visitor) {
    List<Map<String, @Nullable Object>> given = rows.given(observations);
    Moment last = LastMoment.of(state);
    Table observed = rows.table(given, "#/rows", last.text());
    double[] before = filledRows.youngest(filledRows.of(state), 1);
    Table filled = Rows.filled(before, observed);
    Table read = rows.masked() ? observed : filled;
    rows.requireMoments(read, "#/rows");
    double[] encoded = frame.encoding().encode(read);
    Tensors now = state;
    for (int at = 0; at < observed.rows(); at++) {
      double[] row = Arrays.copyOfRange(encoded, at * width, (at + 1) * width);
      last = rows.last(given.get(at), last);
      Stepped stepped = step(now, row, filled, observed, at).with(LastMoment.tensor(last));
      now = stepped.state();
      visitor.accept(stepped);
    }
  }

  private Stepped step(Tensors state, double[] encoded, Table filled, Table observed, int at) {
    long seen = state.longs(SEEN, SINGLE)[0];
    Inputs inputs = changes(state, encoded, seen > 0);
    Recurrence.Step step = network.step(state, inputs, inputs.length() - 1);
    double[] told = forecasts.with(forecasts.of(state), FiniteAnswer.require(step.outputs()), 0);
    int start = at * rows.columns();
    double[] kept = filledRows.with(filledRows.of(state), filled.data().values(), start);
    int known = (int) Math.min(seen + 1, filledRows.rows());
    double score = score(kept, observed, start, told, known);
    List<Tensor> memory =
        memory(encoded, filledRows.tensor(kept), forecasts.tensor(told), seen + 1);
    return new Stepped(
        step.state().and(new ArrayList<>(memory)),
        new StepAnswer.OfScore(
            frame.threshold(), Double.isFinite(score) ? score : null, score > frame.threshold()),
        new double[] {score},
        step.gates());
  }

  /** The row as the network reads it: how much the targets have changed. */
  private Inputs changes(Tensors state, double[] encoded, boolean hasBefore) {
    if (!hasBefore) {
      double[] first = encoded.clone();
      frame.toChanges(first, 0, 1);
      return Inputs.Vectors.of(first, width);
    }
    double[] pair = Arrays.copyOf(state.doubles(LAST_ENCODED, List.of(width)), 2 * width);
    System.arraycopy(encoded, 0, pair, width, width);
    frame.toChanges(pair, 0, 2);
    return Inputs.Vectors.of(pair, width);
  }

  private double score(double[] kept, Table observed, int start, double[] told, int known) {
    double[] before = filledRows.youngest(kept, known);
    double[] after = before.clone();
    System.arraycopy(
        observed.data().values(), start, after, after.length - rows.columns(), rows.columns());
    List<String> names = frame.encoding().names();
    double[] scores =
        frame.scores(
            Table.of(new Series(names, before)),
            Table.of(new Series(names, after)),
            forecasts.youngest(told, known),
            0,
            known);
    return scores[known - 1];
  }
}
