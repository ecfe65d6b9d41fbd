package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers rows one by one: classes, labels and values. Beside the network's state it carries the
 * row before, whose values stand in for missing ones, and the last moment.
 *
 * @param network the network
 * @param rows how rows are written
 * @param units turns outputs into the units of the target
 * @param answer what the client is told of them
 */
record RowStepper(
    Recurrence network,
    Rows rows,
    Function<double[], double[]> units,
    Function<double[], StepAnswer> answer)
    implements Stepper {

  private static final String LAST_ROW = "last_row";

  @Override
  public Tensors begin(Beginning beginning) {
    BeginningChecks.requireNothingDrawn(beginning);
    BeginningChecks.requireNoSeries(beginning);
    double[] unknown = new double[rows.columns()];
    Arrays.fill(unknown, Double.NaN);
    return network.rest().and(List.of(lastRow(unknown), LastMoment.none()));
  }

  @Override
  public Set<String> addedLater() {
    return Set.of(LastMoment.NAME);
  }

  private static Tensor lastRow(double[] cells) {
    return new Tensor.Doubles(LAST_ROW, List.of(cells.length), cells);
  }

  @Override
  public void require(Tensors state) {
    rows.requireCells(state.doubles(LAST_ROW, List.of(rows.columns())), LAST_ROW);
    rows.requireMoment(LastMoment.of(state), LastMoment.NAME);
  }

  @Override
  public void walk(Tensors state, Observations observations, Consumer<Stepped> visitor) {
    int columns = rows.columns();
    List<Map<String, @Nullable Object>> given = rows.given(observations);
    Moment last = LastMoment.of(state);
    Table observed = rows.table(given, "#/rows", last.text());
    Table filled = Rows.filled(state.doubles(LAST_ROW, List.of(columns)), observed);
    Table read = rows.masked() ? observed : filled;
    rows.requireMoments(read, "#/rows");
    Inputs inputs = Inputs.Vectors.of(rows.encoding().encode(read), rows.encoding().width());
    Tensors now = state;
    for (int at = 0; at < inputs.length(); at++) {
      Recurrence.Step step = network.step(now, inputs, at);
      double[] numbers = units.apply(FiniteAnswer.require(step.outputs()));
      double[] row = Arrays.copyOfRange(filled.data().values(), at * columns, (at + 1) * columns);
      last = rows.last(given.get(at), last);
      now = step.state().and(List.of(lastRow(row), LastMoment.tensor(last)));
      visitor.accept(new Stepped(now, answer.apply(numbers), numbers, step.gates()));
    }
  }
}
