package dev.carrousel.lstm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Products and sums of products for panels as wide as four vectors of 16 lanes: cuts them into
 * tiles whose sums stay in registers. Stateless, allocates nothing.
 */
final class WideTiles {

  /** Lanes of a vector. */
  static final int LENGTH = Kernels.LANES;

  /** Lanes of a panel. */
  static final int WIDTH = 4 * LENGTH;

  /** Rows summed in one go: one panel of so many rows fits into half of a first-level cache. */
  private static final int CHUNK = 64;

  /** Rows summed before the next panel's turn, so that few panels come from far away. */
  private static final int SPAN = 4 * CHUNK;

  private WideTiles() {}

  /** {@link Kernels#multiplyTo}. */
  static void multiply(Rows x, AlignedPanels w, MemorySegment lines, int end, Rows y) {
    for (int panel = 0; panel < w.panels().count(); panel++) {
      int row = 0;
      while (row < x.count()) {
        row += products(x, row, w, lines, end, panel, y);
      }
    }
  }

  /** Adds the products of sources from first to end - 1, one row after another. */
  static void addRows(Rows x, AlignedPanels w, MemorySegment lines, int first, int end, Rows y) {
    int panels = w.panels().count();
    for (int row = 0; row < x.count(); row++) {
      int panel = 0;
      for (; panel + 1 < panels; panel += 2) {
        ProductTiles.twoPanels(
            x.values(),
            x.start(row),
            end - first,
            lines,
            w.start(panel, first),
            w.start(panel + 1, first),
            y.values(),
            y.start(row) + panel * WIDTH);
      }
      if (panel < panels) {
        int to = y.start(row) + panel * WIDTH;
        ProductTiles.onePanel(
            x.values(), x.start(row), end - first, lines, w.start(panel, first), y.values(), to);
      }
    }
  }

  /** The next rows of one panel; answers how many. */
  private static int products(
      Rows x, int row, AlignedPanels w, MemorySegment lines, int end, int panel, Rows y) {
    int left = x.count() - row;
    int from = x.start(row);
    int to = y.start(row) + panel * WIDTH;
    float[] values = w.panels().values();
    int weights = w.panels().start(panel, 0);
    if (takesSix(left)) {
      ProductTiles.sixProducts(
          x.values(), from, x.stride(), end, values, weights, y.values(), to, y.stride());
      return 6;
    }
    if (left >= 4) {
      ProductTiles.fourProducts(
          x.values(), from, x.stride(), end, values, weights, y.values(), to, y.stride());
      return 4;
    }
    Arrays.fill(y.values(), to, to + WIDTH, 0f);
    ProductTiles.onePanel(x.values(), from, end, lines, w.start(panel, 0), y.values(), to);
    return 1;
  }

  /** Whether six at once leave no more single ones than four would. */
  private static boolean takesSix(int left) {
    return left >= 10 || left == 6 || left == 7;
  }

  /**
   * {@link Kernels#accumulate}.
   *
   * @param scratch {@link #scratch} numbers, overwritten
   */
  static void accumulate(Rows x, Rows dy, Panels dw, float[] scratch) {
    for (int row = 0; row < x.count(); row += SPAN) {
      int rows = Math.min(SPAN, x.count() - row);
      for (int source = 0; source < dw.sources(); source += LENGTH) {
        pack(x, row, rows, source, Math.min(LENGTH, dw.sources() - source), scratch);
      }
      for (int panel = 0; panel < dw.count(); panel++) {
        for (int at = 0; at < rows; at += CHUNK) {
          int count = Math.min(CHUNK, rows - at);
          int from = dy.start(row + at) + panel * WIDTH;
          SumTiles.copy(dy.values(), from, dy.stride(), count, scratch);
          sum(scratch, at, count, dw, panel);
        }
      }
    }
  }

  /**
   * Numbers that {@link #accumulate} needs beside its own: sources of a span, a panel of a chunk.
   */
  static int scratch(int sources) {
    return CHUNK * WIDTH + SPAN * Panels.count(sources) * LENGTH;
  }

  /** Copies 16 sources of each row of a span side by side. */
  private static void pack(Rows x, int row, int rows, int source, int count, float[] scratch) {
    int from = x.start(row) + source;
    SumTiles.pack(x.values(), from, x.stride(), rows, count, scratch, packed(source));
  }

  private static int packed(int source) {
    return CHUNK * WIDTH + SPAN * source;
  }

  private static void sum(float[] scratch, int row, int rows, Panels dw, int panel) {
    int source = 0;
    while (source < dw.sources()) {
      int lane = source % LENGTH;
      int left = Math.min(LENGTH - lane, dw.sources() - source);
      int from = packed(source - lane) + row * LENGTH + lane;
      int to = dw.start(panel, source);
      if (takesSix(left)) {
        SumTiles.sixSums(scratch, from, rows, dw.values(), to);
        source += 6;
      } else if (left >= 4) {
        SumTiles.fourSums(scratch, from, rows, dw.values(), to);
        source += 4;
      } else {
        SumTiles.oneSum(scratch, from, rows, dw.values(), to);
        source++;
      }
    }
  }
}
