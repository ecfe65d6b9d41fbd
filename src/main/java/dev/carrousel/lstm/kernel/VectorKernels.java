package dev.carrousel.lstm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The kernels on the Vector API. Vectors are as wide as the machine prefers, at most {@link #LANES}
 * floats; the system property {@code carrousel.kernels.bits}, read once, forces a width.
 */
final class VectorKernels implements Kernels {

  static final VectorKernels INSTANCE = new VectorKernels();

  /** Rows added in one go, so that their gradients of one panel stay in the first-level cache. */
  private static final int CHUNK = 64;

  private static final int LENGTH = VectorTiles.LENGTH;
  private static final int GROUP = 4;

  private VectorKernels() {}

  /** Whether vectors hold several floats. */
  static boolean fit() {
    return LENGTH >= 4;
  }

  @Override
  public String name() {
    return "vector-" + LENGTH * Float.SIZE;
  }

  @Override
  public AlignedPanels align(Panels w) {
    return isWide(w) ? AlignedPanels.copied(w) : AlignedPanels.uncopied(w);
  }

  @Override
  public void multiply(Rows x, AlignedPanels w, Rows y, Workspace workspace) {
    multiplyTo(x, w, w.panels().sources(), y, workspace);
  }

  @Override
  public void multiplyTo(Rows x, AlignedPanels w, int end, Rows y, Workspace workspace) {
    MemorySegment lines = w.lines();
    if (lines != null && x.count() > 1) {
      WideTiles.multiply(x, w, lines, end, y, workspace);
      return;
    }
    int lanes = w.panels().count() * w.panels().width();
    for (int row = 0; row < x.count(); row++) {
      Arrays.fill(y.values(), y.start(row), y.start(row) + lanes, 0f);
    }
    add(x, w, 0, end, y);
  }

  @Override
  public void multiplyFrom(Rows x, AlignedPanels w, int first, Rows y) {
    add(x, w, first, w.panels().sources(), y);
  }

  private static void add(Rows x, AlignedPanels w, int first, int end, Rows y) {
    MemorySegment lines = w.lines();
    if (lines == null) {
      add(x, w.panels(), first, end, y);
    } else {
      WideTiles.addRows(x, w, lines, first, end, y);
    }
  }

  private static void add(Rows x, Panels w, int first, int end, Rows y) {
    int lanes = w.count() * w.width();
    int lane = 0;
    while (lane < lanes) {
      int vectors = vectors(w, lane);
      VectorTiles.add(
          x.count(),
          vectors,
          x.values(),
          x.offset(),
          x.stride(),
          1,
          end - first,
          w.values(),
          weight(w, lane) + first * w.width(),
          distance(w),
          w.width(),
          y.values(),
          y.offset() + lane,
          LENGTH,
          y.stride());
      lane += vectors * LENGTH;
    }
  }

  @Override
  public void accumulate(Rows x, Rows dy, Panels dw, Workspace workspace) {
    if (isWide(dw)) {
      WideTiles.accumulate(x, dy, dw, workspace);
      return;
    }
    for (int row = 0; row < x.count(); row += CHUNK) {
      accumulate(x, dy, dw, row, Math.min(CHUNK, x.count() - row));
    }
  }

  private static void accumulate(Rows x, Rows dy, Panels dw, int row, int rows) {
    int lanes = dw.count() * dw.width();
    int lane = 0;
    while (lane < lanes) {
      int vectors = vectors(dw, lane);
      VectorTiles.add(
          dw.sources(),
          vectors,
          x.values(),
          x.start(row),
          1,
          x.stride(),
          rows,
          dy.values(),
          dy.start(row) + lane,
          LENGTH,
          dy.stride(),
          dw.values(),
          weight(dw, lane),
          distance(dw),
          dw.width());
      lane += vectors * LENGTH;
    }
  }

  private static boolean isWide(Panels w) {
    return LENGTH == LANES && w.width() == WideTiles.WIDTH;
  }

  /** Vectors of a tile: of one panel, or of as many panels side by side. */
  private static int vectors(Panels w, int lane) {
    boolean ofOnePanel = w.width() % (GROUP * LENGTH) == 0;
    boolean ofPanels = w.width() == LENGTH && lane + GROUP * LENGTH <= w.count() * w.width();
    return ofOnePanel || ofPanels ? GROUP : 1;
  }

  /** Where the first source's weights of a lane of results stand. */
  private static int weight(Panels w, int lane) {
    return w.start(lane / w.width(), 0) + lane % w.width();
  }

  /** From a vector of weights to the next one of the same source. */
  private static int distance(Panels w) {
    return w.width() == LENGTH ? w.sources() * w.width() : LENGTH;
  }

  @Override
  public void transpose(Panels w, int first, int columns, AlignedPanels transposed) {
    Panels panels = transposed.panels();
    float[] to = panels.values();
    int width = panels.width();
    for (int column = 0; column < columns; column += LANES) {
      int count = Math.min(LANES, columns - column);
      for (int panel = 0; panel < w.count(); panel++) {
        int from = w.start(panel, first + column);
        int at = panels.start(column / width, panel * w.width()) + column % width;
        for (int lane = 0; lane < w.width(); lane++) {
          for (int k = 0; k < count; k++) {
            to[at + lane * width + k] = w.values()[from + k * w.width() + lane];
          }
        }
      }
    }
    transposed.refresh();
  }

  @Override
  public void forward(CellStep cell) {
    if (cell.isPlain()) {
      VectorCells.forward(cell);
    } else {
      VectorVariants.forward(cell);
    }
  }

  @Override
  public void backward(CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell) {
    if (cell.isPlain()) {
      VectorCells.backward(cell, dHidden, dRecurrent, dCell);
    } else {
      VectorVariants.backward(cell, dHidden, dRecurrent, dCell);
    }
  }

  @Override
  public void accumulatePeepholes(Rows dGates, Rows before, Rows cells, Panels dPeepholes) {
    VectorVariants.accumulatePeepholes(dGates, before, cells, dPeepholes);
  }
}
