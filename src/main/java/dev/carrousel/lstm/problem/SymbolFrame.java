package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import java.util.List;

/**
 * Between symbols and a network that knows what follows.
 *
 * @param target the column the symbols came from
 * @param symbols the symbols, in the order of their numbers
 * @param text whether they are the characters of a text
 * @param ends whether a further symbol, the last, stands for the end and the beginning of a series
 * @param window symbols that the network was trained to read at once
 */
public record SymbolFrame(
    String target, List<String> symbols, boolean text, boolean ends, int window) implements Frame {

  /** Copies the list. */
  public SymbolFrame {
    symbols = List.copyOf(symbols);
  }

  @Override
  public Loss loss() {
    return new SoftmaxCrossEntropy();
  }

  /**
   * Number of symbols, the end included.
   *
   * @return input and output size
   */
  public int alphabetSize() {
    return symbols.size() + (ends ? 1 : 0);
  }
}
