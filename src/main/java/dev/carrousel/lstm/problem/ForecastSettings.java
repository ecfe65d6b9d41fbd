package dev.carrousel.lstm.problem;

import java.util.List;

/**
 * How a series is to be forecast.
 *
 * @param targets columns to be forecast, at least one
 * @param inputs columns that the network reads, the targets among them
 * @param window number of past rows W that a forecast is made from, positive
 * @param horizon number of future rows that are forecast at once, positive
 * @param validationShare share of the rows that choose the best weights, 0 to below 1
 * @param testShare share of the rows, the latest, that only judge, 0 to below 1
 * @param centering how values are centred before the network sees them
 */
public record ForecastSettings(
    List<String> targets,
    List<String> inputs,
    int window,
    int horizon,
    double validationShare,
    double testShare,
    Centering centering) {

  /** Copies the lists and checks that the network reads what it forecasts. */
  public ForecastSettings {
    targets = List.copyOf(targets);
    inputs = List.copyOf(inputs);
    if (targets.isEmpty() || !inputs.containsAll(targets)) {
      throw new IllegalArgumentException(
          "inputs must contain the targets %s, were %s".formatted(targets, inputs));
    }
    if (window < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "window and horizon must be positive, were %d and %d".formatted(window, horizon));
    }
  }
}
