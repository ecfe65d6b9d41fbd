package dev.carrousel.lstm.problem;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts of up to three symbols in a row, smoothed by interpolation with shorter contexts (Witten
 * and Bell 1991): {@code P(w|uv) = (c(uvw) + T(uv) P(w|v)) / (c(uv) + T(uv))}, where T counts the
 * different symbols seen after a context.
 */
final class ThreeGrams {

  private final int size;
  private final int[] singles;
  private final Map<Long, Follower> contexts = new HashMap<>();
  private long total;

  ThreeGrams(int alphabetSize) {
    this.size = alphabetSize;
    this.singles = new int[alphabetSize];
  }

  /** What was seen after a context. */
  private static final class Follower {
    private final Map<Integer, Integer> counts = new HashMap<>();
    private int total;
    private int best;

    void add(int symbol) {
      int count = counts.merge(symbol, 1, Integer::sum);
      total++;
      if (count > counts.getOrDefault(best, 0)) {
        best = symbol;
      }
    }
  }

  void learn(int[] symbols, int from, int to) {
    for (int at = from; at < to; at++) {
      singles[symbols[at]]++;
      total++;
      if (at >= from + 1) {
        follower(-1, symbols[at - 1]).add(symbols[at]);
      }
      if (at >= from + 2) {
        follower(symbols[at - 2], symbols[at - 1]).add(symbols[at]);
      }
    }
  }

  private Follower follower(int before, int last) {
    return contexts.computeIfAbsent(key(before, last), _ -> new Follower());
  }

  private long key(int before, int last) {
    return (before + 1L) * size + last;
  }

  double single(int symbol) {
    return (singles[symbol] + 1.0) / (total + size);
  }

  /** Probability of a symbol after two others; the first may be -1, unknown. */
  double triple(int before, int last, int symbol) {
    double pair = interpolate(-1, last, symbol, single(symbol));
    return before < 0 ? pair : interpolate(before, last, symbol, pair);
  }

  private double interpolate(int before, int last, int symbol, double shorter) {
    Follower seen = contexts.get(key(before, last));
    if (seen == null) {
      return shorter;
    }
    int different = seen.counts.size();
    return (seen.counts.getOrDefault(symbol, 0) + different * shorter) / (seen.total + different);
  }

  int mostFrequent() {
    int best = 0;
    for (int symbol = 1; symbol < size; symbol++) {
      best = singles[symbol] > singles[best] ? symbol : best;
    }
    return best;
  }

  int mostFrequent(int before, int last) {
    Follower seen = contexts.get(key(before, last));
    Follower shorter = contexts.get(key(-1, last));
    if (seen != null) {
      return seen.best;
    }
    return shorter == null ? mostFrequent() : shorter.best;
  }
}
