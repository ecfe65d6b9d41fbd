package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;
import java.util.List;

/**
 * Future rows of series from their past rows.
 *
 * @param targets columns of numbers to be forecast, at least one, each one of the inputs
 * @param known inputs whose future values are known when a forecast is made, such as prices set in
 *     advance; none of the targets
 * @param reading what the network reads of each row
 * @param window number of past rows W that a forecast is made from, positive
 * @param horizon number of future rows that are forecast at once, positive
 * @param shares what is kept from learning
 * @param centering how targets are centred before the network sees them
 * @param levels levels of the prediction intervals, each above 0 and below 1
 * @param mostWindows windows to learn from at most, spread evenly; positive
 */
public record Forecast(
    List<String> targets,
    List<String> known,
    Reading reading,
    int window,
    int horizon,
    Shares shares,
    Centering centering,
    List<Double> levels,
    int mostWindows)
    implements Problem {

  /** Copies the lists and checks that the network reads what it forecasts. */
  public Forecast {
    targets = List.copyOf(targets);
    known = List.copyOf(known);
    levels = List.copyOf(levels);
    if (targets.isEmpty() || !reading.inputs().containsAll(targets)) {
      throw new IllegalArgumentException(
          "inputs must contain the targets %s, were %s".formatted(targets, reading.inputs()));
    }
    if (!reading.inputs().containsAll(known) || known.stream().anyMatch(targets::contains)) {
      throw new IllegalArgumentException(
          "known must be inputs and no targets, were %s".formatted(known));
    }
    if (window < 1 || horizon < 1 || mostWindows < 1) {
      throw new IllegalArgumentException(
          "window, horizon and mostWindows must be positive, were %d, %d and %d"
              .formatted(window, horizon, mostWindows));
    }
  }

  @Override
  public Forecasting prepare(Table table) {
    return Forecasting.prepare(table, this);
  }
}
