package dev.carrousel.lstm.kernel;

import org.jspecify.annotations.Nullable;

/** The cell of a step in plain Java, of every kind. */
final class ScalarCells {

  private static final int LANES = Kernels.LANES;
  private static final int GATES = 4;

  private ScalarCells() {}

  static void forward(CellStep cell) {
    for (int row = 0; row < cell.gates().count(); row++) {
      for (int unit = 0; unit < cell.units(); unit++) {
        forwardUnit(cell, row, unit);
      }
    }
  }

  private static void forwardUnit(CellStep cell, int row, int unit) {
    float[] gates = cell.gates().values();
    int at = gateIndex(cell.gates(), row, unit);
    Panels peepholes = cell.peepholes();
    float before = cell.before().values()[cell.before().start(row) + unit];
    float i = Activations.sigmoid(peep(peepholes, 0, unit, before, gates[at]));
    float f =
        switch (cell.forgetting()) {
          case GATE -> Activations.sigmoid(peep(peepholes, 1, unit, before, gates[at + LANES]));
          case COUPLED -> 1f - i;
          case NEVER -> 1f;
        };
    float g = Activations.tanh(gates[at + 2 * LANES]);
    float c = Math.fma(f, before, i * g);
    float o = Activations.sigmoid(peep(peepholes, 2, unit, c, gates[at + 3 * LANES]));
    float squashed = Activations.tanh(c);
    gates[at] = i;
    gates[at + LANES] = f;
    gates[at + 2 * LANES] = g;
    gates[at + 3 * LANES] = o;
    cell.cells().values()[cell.cells().start(row) + unit] = c;
    cell.squashed().values()[cell.squashed().start(row) + unit] = squashed;
    cell.hidden().values()[cell.hidden().start(row) + unit] = o * squashed;
  }

  static void backward(CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell) {
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
    Panels peepholes = cell.peepholes();
    float before = cell.before().values()[cell.before().start(row) + unit];
    float squashed = cell.squashed().values()[cell.squashed().start(row) + unit];
    int carried = dCell.start(row) + unit;
    float dOutput = dh * squashed * (o * (1f - o));
    float above = peep(peepholes, 2, unit, dOutput, dCell.values()[carried]);
    float dc = Math.fma(dh * o, Math.fma(-squashed, squashed, 1f), above);
    boolean coupled = cell.forgetting() == Forgetting.COUPLED;
    float dInput = dc * (coupled ? g - before : g) * (i * (1f - i));
    float dForget = cell.forgetting() == Forgetting.GATE ? dc * before * (f * (1f - f)) : 0f;
    gates[at] = dInput;
    gates[at + LANES] = dForget;
    gates[at + 2 * LANES] = dc * i * Math.fma(-g, g, 1f);
    gates[at + 3 * LANES] = dOutput;
    float dBefore = peep(peepholes, 0, unit, dInput, dc * f);
    dCell.values()[carried] = peep(peepholes, 1, unit, dForget, dBefore);
  }

  /** Adds to a sum what comes through a peephole, if there is one. */
  private static float peep(@Nullable Panels peepholes, int gate, int unit, float x, float sum) {
    return peepholes == null
        ? sum
        : Math.fma(peepholes.values()[peepholes.index(0, unit, gate)], x, sum);
  }

  static void accumulatePeepholes(Rows dGates, Rows before, Rows cells, Panels dPeepholes) {
    float[] sums = dPeepholes.values();
    for (int unit = 0; unit < dPeepholes.units(); unit++) {
      int at = dPeepholes.index(0, unit, 0);
      for (int row = 0; row < dGates.count(); row++) {
        int gate = gateIndex(dGates, row, unit);
        float from = before.values()[before.start(row) + unit];
        float to = cells.values()[cells.start(row) + unit];
        sums[at] = Math.fma(dGates.values()[gate], from, sums[at]);
        sums[at + LANES] = Math.fma(dGates.values()[gate + LANES], from, sums[at + LANES]);
        sums[at + 2 * LANES] =
            Math.fma(dGates.values()[gate + 3 * LANES], to, sums[at + 2 * LANES]);
      }
    }
  }

  private static int gateIndex(Rows gates, int row, int unit) {
    return gates.start(row) + unit / LANES * (GATES * LANES) + unit % LANES;
  }
}
