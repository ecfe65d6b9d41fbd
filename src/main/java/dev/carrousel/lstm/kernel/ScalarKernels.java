package dev.carrousel.lstm.kernel;

import java.util.Arrays;

/** The kernels in plain Java. */
final class ScalarKernels implements Kernels {

  static final ScalarKernels INSTANCE = new ScalarKernels();

  private static final int GATES = 4;

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
  public void accumulate(Rows x, Rows dy, Panels dw) {
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
  public void transpose(Panels w, Panels transposed) {
    for (int panel = 0; panel < w.count(); panel++) {
      for (int k = 0; k < transposed.units(); k++) {
        int start = w.start(panel, k);
        for (int lane = 0; lane < w.width(); lane++) {
          transposed.values()[transposed.index(panel * w.width() + lane, k, 0)] =
              w.values()[start + lane];
        }
      }
    }
  }

  @Override
  public void forward(CellStep cell) {
    for (int row = 0; row < cell.gates().count(); row++) {
      for (int unit = 0; unit < cell.units(); unit++) {
        forwardUnit(cell, row, unit);
      }
    }
  }

  private static void forwardUnit(CellStep cell, int row, int unit) {
    float[] gates = cell.gates().values();
    int at = gateIndex(cell.gates(), row, unit);
    float i = Activations.sigmoid(gates[at]);
    float f = Activations.sigmoid(gates[at + LANES]);
    float g = Activations.tanh(gates[at + 2 * LANES]);
    float o = Activations.sigmoid(gates[at + 3 * LANES]);
    float c = Math.fma(f, cell.before().values()[cell.before().start(row) + unit], i * g);
    float squashed = Activations.tanh(c);
    gates[at] = i;
    gates[at + LANES] = f;
    gates[at + 2 * LANES] = g;
    gates[at + 3 * LANES] = o;
    cell.cells().values()[cell.cells().start(row) + unit] = c;
    cell.squashed().values()[cell.squashed().start(row) + unit] = squashed;
    cell.hidden().values()[cell.hidden().start(row) + unit] = o * squashed;
  }

  @Override
  public void backward(CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell) {
    for (int row = 0; row < cell.gates().count(); row++) {
      for (int unit = 0; unit < cell.units(); unit++) {
        float dh =
            dHidden.values()[dHidden.start(row) + unit]
                + dRecurrent.values()[dRecurrent.start(row) + unit];
        backwardUnit(cell, row, unit, dh, dCell);
      }
    }
  }

  private static void backwardUnit(CellStep cell, int row, int unit, float dh, Rows dCell) {
    float[] gates = cell.gates().values();
    int at = gateIndex(cell.gates(), row, unit);
    float i = gates[at];
    float f = gates[at + LANES];
    float g = gates[at + 2 * LANES];
    float o = gates[at + 3 * LANES];
    float squashed = cell.squashed().values()[cell.squashed().start(row) + unit];
    int carried = dCell.start(row) + unit;
    float dc = Math.fma(dh * o, Math.fma(-squashed, squashed, 1f), dCell.values()[carried]);
    float before = cell.before().values()[cell.before().start(row) + unit];
    gates[at] = dc * g * (i * (1f - i));
    gates[at + LANES] = dc * before * (f * (1f - f));
    gates[at + 2 * LANES] = dc * i * Math.fma(-g, g, 1f);
    gates[at + 3 * LANES] = dh * squashed * (o * (1f - o));
    dCell.values()[carried] = dc * f;
  }

  private static int gateIndex(Rows gates, int row, int unit) {
    return gates.start(row) + unit / LANES * (GATES * LANES) + unit % LANES;
  }
}
