package dev.carrousel.lstm.task;

import java.util.random.RandomGenerator;

/**
 * The grammar of A. S. Reber (1967), over the letters B T P S X V E as symbols 0 to 6.
 *
 * <p>Each node has two edges of probability 0.5. The self-loop of node 3 writes T; some public
 * generators write P there and make other strings.
 */
final class ReberGrammar {

  static final String LETTERS = "BTPSXVE";
  static final int B = 0;
  static final int T = 1;
  static final int P = 2;
  static final int S = 3;
  static final int X = 4;
  static final int V = 5;
  static final int E = 6;

  private static final int END = 7;

  /** By node, first and second edge: the letter it writes. Node 0 and 6 have one edge only. */
  private static final int[][] LETTER = {{B, B}, {T, P}, {S, X}, {T, V}, {X, S}, {P, V}, {E, E}};

  /** By node, first and second edge: the node it leads to. */
  private static final int[][] NEXT = {{1, 1}, {2, 3}, {2, 4}, {3, 5}, {3, 6}, {4, 6}, {END, END}};

  private final boolean embedded;

  /**
   * The grammar.
   *
   * @param embedded whether a string stands between two equal letters T or P, between B and E
   */
  ReberGrammar(boolean embedded) {
    this.embedded = embedded;
  }

  /** A random string. */
  String draw(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int node = 0; node != END; ) {
      int edge = random.nextBoolean() ? 1 : 0;
      text.append(LETTERS.charAt(LETTER[node][edge]));
      node = NEXT[node][edge];
    }
    if (!embedded) {
      return text.toString();
    }
    char outer = random.nextBoolean() ? 'T' : 'P';
    return "B" + outer + text + outer + "E";
  }

  /**
   * The letters that may follow each letter of a string, as sets of bits 1 &lt;&lt; letter; 0 where
   * none may, that is, at the end and from the first illegal letter on.
   */
  int[] successors(int[] symbols) {
    int[] legal = new int[symbols.length];
    if (!embedded) {
      walk(symbols, 0, legal, 0);
      return legal;
    }
    if (symbols[0] != B) {
      return legal;
    }
    legal[0] = 1 << T | 1 << P;
    if (symbols.length < 2 || (legal[0] & 1 << symbols[1]) == 0) {
      return legal;
    }
    legal[1] = 1 << B;
    int end = walk(symbols, 2, legal, 1 << symbols[1]);
    if (end + 1 < symbols.length && symbols[end + 1] == symbols[1]) {
      legal[end + 1] = 1 << E;
    }
    return legal;
  }

  /** Whether the grammar can write a string. */
  boolean writes(String text) {
    int[] symbols = text.chars().map(LETTERS::indexOf).toArray();
    int[] legal = successors(symbols);
    if (symbols[0] != B || symbols[symbols.length - 1] != E) {
      return false;
    }
    for (int at = 1; at < symbols.length; at++) {
      if ((legal[at - 1] & 1 << symbols[at]) == 0) {
        return false;
      }
    }
    return legal[symbols.length - 1] == 0;
  }

  /** Follows the plain grammar from a position; answers the last one it came to. */
  private static int walk(int[] symbols, int from, int[] legal, int afterEnd) {
    int node = 0;
    for (int at = from; at < symbols.length; at++) {
      int edge = LETTER[node][0] == symbols[at] ? 0 : 1;
      if (LETTER[node][edge] != symbols[at]) {
        return symbols.length;
      }
      node = NEXT[node][edge];
      if (node == END) {
        legal[at] = afterEnd;
        return at;
      }
      legal[at] = 1 << LETTER[node][0] | 1 << LETTER[node][1];
    }
    return symbols.length;
  }
}
