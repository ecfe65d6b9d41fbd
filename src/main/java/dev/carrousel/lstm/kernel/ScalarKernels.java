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
  public void multiply(Rows x, Panels w, Rows y) {
    float[] sums = new float[w.width()];
    for (int panel = 0; panel < w.count(); panel++) {
      for (int row = 0; row < x.count(); row++) {
        multiplyRow(x, row, w, panel, sums);
        System.arraycopy(sums, 0, y.values(), y.start(row) + panel * sums.length, sums.length);
      }
    }
  }

  private static void multiplyRow(Rows x, int row, Panels w, int panel, float[] sums) {
    float[] weights = w.values();
    Arrays.fill(sums, 0f);
    for (int k = 0; k < w.sources(); k++) {
      float source = x.values()[x.start(row) + k];
      int start = w.start(panel, k);
      for (int lane = 0; lane < sums.length; lane++) {
        sums[lane] = Math.fma(source, weights[start + lane], sums[lane]);
      }
    }
  }

  @Override
  public void accumulate(Rows x, Rows dy, Panels dw, float[] scratch) {
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
  public void transpose(Panels w, int columns, Panels transposed) {
    int width = transposed.width();
    for (int panel = 0; panel < w.count(); panel++) {
      for (int k = 0; k < columns; k++) {
        int start = w.start(panel, k);
        for (int lane = 0; lane < w.width(); lane++) {
          int to = transposed.start(k / width, panel * w.width() + lane);
          transposed.values()[to + k % width] = w.values()[start + lane];
        }
      }
    }
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
