package dev.carrousel.lstm.kernel;

import java.util.Arrays;

/** The kernels in plain Java. */
final class ScalarKernels implements Kernels {

  static final ScalarKernels INSTANCE = new ScalarKernels();

  private ScalarKernels() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public AlignedPanels align(Panels w) {
    return AlignedPanels.uncopied(w);
  }

  @Override
  public void multiply(Rows x, AlignedPanels w, Rows y, Workspace workspace) {
    multiplyTo(x, w, w.panels().sources(), y, workspace);
  }

  @Override
  public void multiplyTo(Rows x, AlignedPanels w, int end, Rows y, Workspace workspace) {
    int lanes = w.panels().count() * w.panels().width();
    for (int row = 0; row < x.count(); row++) {
      Arrays.fill(y.values(), y.start(row), y.start(row) + lanes, 0f);
    }
    multiply(x, w.panels(), 0, end, y);
  }

  @Override
  public void multiplyFrom(Rows x, AlignedPanels w, int first, Rows y) {
    multiply(x, w.panels(), first, w.panels().sources(), y);
  }

  private static void multiply(Rows x, Panels w, int first, int end, Rows y) {
    float[] sums = new float[w.width()];
    for (int panel = 0; panel < w.count(); panel++) {
      for (int row = 0; row < x.count(); row++) {
        int at = y.start(row) + panel * sums.length;
        System.arraycopy(y.values(), at, sums, 0, sums.length);
        multiplyRow(x.values(), x.start(row) - first, w, panel, first, end, sums);
        System.arraycopy(sums, 0, y.values(), at, sums.length);
      }
    }
  }

  private static void multiplyRow(
      float[] x, int origin, Panels w, int panel, int first, int end, float[] sums) {
    float[] weights = w.values();
    for (int k = first; k < end; k++) {
      float source = x[origin + k];
      int start = w.start(panel, k);
      for (int lane = 0; lane < sums.length; lane++) {
        sums[lane] = Math.fma(source, weights[start + lane], sums[lane]);
      }
    }
  }

  @Override
  public void accumulate(Rows x, Rows dy, Panels dw, Workspace workspace) {
    int width = dw.width();
    float[] sums = new float[width];
    for (int panel = 0; panel < dw.count(); panel++) {
      for (int k = 0; k < dw.sources(); k++) {
        int start = dw.start(panel, k);
        System.arraycopy(dw.values(), start, sums, 0, width);
        accumulateSource(x, k, dy, panel * width, sums);
        System.arraycopy(sums, 0, dw.values(), start, width);
      }
    }
  }

  private static void accumulateSource(Rows x, int k, Rows dy, int column, float[] sums) {
    float[] gradients = dy.values();
    for (int row = 0; row < x.count(); row++) {
      float source = x.values()[x.start(row) + k];
      int start = dy.start(row) + column;
      for (int lane = 0; lane < sums.length; lane++) {
        sums[lane] = Math.fma(source, gradients[start + lane], sums[lane]);
      }
    }
  }

  @Override
  public void transpose(Panels w, int first, int columns, AlignedPanels transposed) {
    Panels to = transposed.panels();
    int width = to.width();
    for (int panel = 0; panel < w.count(); panel++) {
      for (int k = 0; k < columns; k++) {
        int start = w.start(panel, first + k);
        for (int lane = 0; lane < w.width(); lane++) {
          int at = to.start(k / width, panel * w.width() + lane);
          to.values()[at + k % width] = w.values()[start + lane];
        }
      }
    }
    transposed.refresh();
  }

  @Override
  public void forward(CellStep cell) {
    ScalarCells.forward(cell);
  }

  @Override
  public void backward(CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell) {
    ScalarCells.backward(cell, dHidden, dRecurrent, dCell);
  }

  @Override
  public void accumulatePeepholes(Rows dGates, Rows before, Rows cells, Panels dPeepholes) {
    ScalarCells.accumulatePeepholes(dGates, before, cells, dPeepholes);
  }
}
