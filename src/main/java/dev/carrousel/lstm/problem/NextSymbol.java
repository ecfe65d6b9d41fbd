package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.Table;

/**
 * The symbol that follows: the next character of a text, the next event of a log. With several
 * series the end of a series is a symbol of its own, and where a series begins the network reads it
 * too; series are dealt out to the parts. A single series is cut in the order of time.
 *
 * @param target a category column, one symbol per row
 * @param text whether the symbols are the characters of a text
 * @param extent what makes one sequence; the window is positive
 */
public record NextSymbol(String target, boolean text, Extent extent) implements Problem {

  /** Checks the window. */
  public NextSymbol {
    if (extent.window() < 1) {
      throw new IllegalArgumentException("window must be positive, was " + extent.window());
    }
  }

  @Override
  public SymbolPrediction prepare(Table table) {
    return SymbolPrediction.prepare(table, this);
  }
}
