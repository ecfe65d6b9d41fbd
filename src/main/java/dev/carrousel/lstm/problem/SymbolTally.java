package dev.carrousel.lstm.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers how probable the symbols were that really followed. */
final class SymbolTally {

  static final String BITS = "bitsPerSymbol";
  private static final double SMALLEST = 1e-12;

  private double bits;
  private int right;
  private int count;

  void add(double probability, boolean isBest) {
    bits -= Math.log(Math.max(SMALLEST, probability)) / Math.log(2);
    right += isBest ? 1 : 0;
    count++;
  }

  int count() {
    return count;
  }

  Score score(String name) {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(BITS, bits / count);
    measures.put("perplexity", Math.pow(2, bits / count));
    measures.put(ClassTally.ACCURACY, (double) right / count);
    return new Score(name, measures);
  }
}
