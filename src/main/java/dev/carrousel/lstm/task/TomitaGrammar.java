package dev.carrousel.lstm.task;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The seven languages of M. Tomita (1982) as automata. State 0 is the first; -1 stands for the
 * state that accepts nothing any more.
 */
final class TomitaGrammar {

  private static final List<TomitaGrammar> ALL =
      List.of(
          // 1: 1*
          new TomitaGrammar(new int[][] {{-1, 0}}, 0),
          // 2: (10)*
          new TomitaGrammar(new int[][] {{-1, 1}, {0, -1}}, 0),
          // 3: no odd number of 1s with an odd number of 0s right behind it; the states are safe,
          // odd
          // 1s, odd 0s behind odd 1s, even 0s behind odd 1s
          new TomitaGrammar(new int[][] {{0, 1}, {2, 0}, {3, -1}, {2, 1}}, 0, 1, 3),
          // 4: no 000
          new TomitaGrammar(new int[][] {{1, 0}, {2, 0}, {-1, 0}}, 0, 1, 2),
          // 5: an even number of 0s and an even number of 1s
          new TomitaGrammar(new int[][] {{1, 2}, {0, 3}, {3, 0}, {2, 1}}, 0),
          // 6: the number of 1s minus that of 0s is a multiple of 3
          new TomitaGrammar(new int[][] {{2, 1}, {0, 2}, {1, 0}}, 0),
          // 7: 0*1*0*1*
          new TomitaGrammar(new int[][] {{0, 1}, {2, 1}, {2, 3}, {-1, 3}}, 0, 1, 2, 3));

  /** By state and symbol. */
  private final int[][] next;

  private final boolean[] accepting;

  private TomitaGrammar(int[][] next, int... acceptingStates) {
    this.next = next;
    accepting = new boolean[next.length];
    for (int state : acceptingStates) {
      accepting[state] = true;
    }
  }

  /** The language of a number, 1 to 7. */
  static TomitaGrammar number(int number) {
    return ALL.get(number - 1);
  }

  boolean accepts(boolean[] text) {
    int state = 0;
    for (int at = 0; at < text.length && state >= 0; at++) {
      state = next[state][text[at] ? 1 : 0];
    }
    return state >= 0 && accepting[state];
  }

  /** Whether the language has a string of this length. */
  boolean hasLength(int length) {
    return completions(length)[length][0] > 0;
  }

  /** Whether a string of this length does not belong to the language. */
  boolean lacksLength(int length) {
    return completions(length)[length][0] < Math.scalb(1.0, length);
  }

  /** A string of the language, all of this length being equally likely. */
  boolean[] draw(int length, RandomGenerator random) {
    double[][] completions = completions(length);
    boolean[] text = new boolean[length];
    int state = 0;
    for (int at = 0; at < length; at++) {
      double[] left = completions[length - at - 1];
      double zero = count(left, next[state][0]);
      double one = count(left, next[state][1]);
      text[at] = random.nextDouble() * (zero + one) >= zero;
      state = next[state][text[at] ? 1 : 0];
    }
    return text;
  }

  /** By length and state: how many strings lead from the state to an accepting one. */
  private double[][] completions(int length) {
    double[][] counts = new double[length + 1][next.length];
    for (int state = 0; state < next.length; state++) {
      counts[0][state] = accepting[state] ? 1 : 0;
    }
    for (int left = 1; left <= length; left++) {
      for (int state = 0; state < next.length; state++) {
        counts[left][state] =
            count(counts[left - 1], next[state][0]) + count(counts[left - 1], next[state][1]);
      }
    }
    return counts;
  }

  private static double count(double[] counts, int state) {
    return state < 0 ? 0 : counts[state];
  }
}
