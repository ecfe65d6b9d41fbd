package dev.carrousel.lstm.insight;

import java.util.List;

/**
 * How much of an error at the last step of a sequence reaches back: the Euclidean norms of the
 * gradient of the loss with respect to what a layer or block held so many steps earlier. Norms that
 * fall exponentially with the lag are the vanishing error of S. Hochreiter's diploma thesis (1991).
 *
 * @param part name of the layer or block
 * @param hidden by lag, from 0: of the cell outputs, over every path
 * @param state by lag: of the cell states, over every path
 * @param carrousel by lag: of the states' error at lag 0, what comes back from state to state
 *     alone; without forget gates it does not change (Hochreiter and Schmidhuber 1997, section 3.2)
 */
public record ErrorReach(
    String part, List<Double> hidden, List<Double> state, List<Double> carrousel) {

  /** Copies the lists. */
  public ErrorReach {
    hidden = List.copyOf(hidden);
    state = List.copyOf(state);
    carrousel = List.copyOf(carrousel);
  }
}
