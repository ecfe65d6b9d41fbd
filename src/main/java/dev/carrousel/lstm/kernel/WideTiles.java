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
  private static final int CHUNK = 96;

  /** Rows summed before the next panel's turn, so that few panels come from far away. */
  private static final int SPAN = 2 * CHUNK;

  /** Sources that are multiplied in one go. */
  private static final int SOURCES = 1024;

  /** From row to row of them: an odd number of cache lines, to be spread over the cache. */
  static final int SPREAD = SOURCES + LENGTH;

  /** Rows that are multiplied in one go, a multiple of six. */
  private static final int BLOCK = 66;

  private WideTiles() {}

  /** {@link Kernels#multiplyTo}. */
  static void multiply(
      Rows x, AlignedPanels w, MemorySegment lines, int end, Rows y, Workspace workspace) {
    float[] spread = workspace.numbers(Math.min(BLOCK, x.count()) * SPREAD);
    int first = 0;
    do {
      int sources = Math.min(SOURCES, end - first);
      for (int row = 0; row < x.count(); row += BLOCK) {
        int rows = Math.min(BLOCK, x.count() - row);
        spread(x, row, rows, first, sources, spread);
        for (int panel = 0; panel < w.panels().count(); panel++) {
          multiply(spread, rows, first, sources, w, lines, panel, y, row);
        }
      }
      first += SOURCES;
    } while (first < end);
  }

  private static void spread(Rows x, int row, int rows, int first, int sources, float[] to) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x.values(), x.start(row + r) + first, to, r * SPREAD, sources);
    }
  }

  /** The rows of a block times some sources of one panel. */
  private static void multiply(
      float[] spread,
      int rows,
      int first,
      int sources,
      AlignedPanels w,
      MemorySegment lines,
      int panel,
      Rows y,
      int row) {
    long weights = w.start(panel, first);
    boolean further = first > 0;
    float[] sums = y.values();
    int r = 0;
    while (r < rows) {
      int from = r * SPREAD;
      int to = y.start(row + r) + panel * WIDTH;
      if (takesSix(rows - r)) {
        ProductTiles.sixProducts(
            spread, from, sources, lines, weights, further, sums, to, y.stride());
        r += 6;
      } else if (rows - r >= 4) {
        ProductTiles.fourProducts(
            spread, from, sources, lines, weights, further, sums, to, y.stride());
        r += 4;
      } else {
        if (!further) {
          Arrays.fill(sums, to, to + WIDTH, 0f);
        }
        ProductTiles.onePanel(spread, from, sources, lines, weights, sums, to);
        r++;
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

  /** Whether six at once leave no more single ones than four would. */
  private static boolean takesSix(int left) {
    return left >= 10 || left == 6 || left == 7;
  }

  /** {@link Kernels#accumulate}. */
  static void accumulate(Rows x, Rows dy, Panels dw, Workspace workspace) {
    float[] scratch = workspace.numbers(CHUNK * WIDTH + SPAN * Panels.count(dw.sources()) * LENGTH);
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
