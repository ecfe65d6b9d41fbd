package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The cell of a step, a vector of units at a time; masks keep lanes beyond the last unit as they
 * are. Stateless, allocates nothing.
 */
final class VectorCells {

  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final int LENGTH = VectorTiles.LENGTH;
  private static final int LANES = Kernels.LANES;

  /** Lanes of all gates of a group of units. */
  static final int PANEL = 4 * LANES;

  /** Numbers of gates that take a third of a first-level cache. */
  private static final int CACHED = 4096;

  private VectorCells() {}

  static void forward(CellStep cell) {
    Rows gates = cell.gates();
    int block = rowsAtATime(cell);
    for (int first = 0; first < gates.count(); first += block) {
      int end = Math.min(gates.count(), first + block);
      VectorActivations.sigmoid(gates, first, end, 0, PANEL, cell.units());
      VectorActivations.sigmoid(gates, first, end, LANES, PANEL, cell.units());
      squashCandidates(cell, first, end);
      advance(cell, first, end);
      squashStates(cell, first, end);
      VectorActivations.sigmoid(gates, first, end, 3 * LANES, PANEL, cell.units());
      answer(cell, first, end);
    }
  }

  /** As many as stay in the first-level cache from one pass to the next. */
  static int rowsAtATime(CellStep cell) {
    return Math.max(1, CACHED / cell.gates().stride());
  }

  /** Net inputs of g to activations. */
  static void squashCandidates(CellStep cell, int first, int end) {
    Rows gates = cell.gates();
    int g = 2 * LANES;
    VectorActivations.tanh(gates, first, end, g, PANEL, gates, g, PANEL, cell.units());
  }

  /** The new states. */
  static void advance(CellStep cell, int first, int end) {
    float[] gates = cell.gates().values();
    for (int row = first; row < end; row++) {
      int before = cell.before().start(row);
      int cells = cell.cells().start(row);
      for (int unit = 0; unit < cell.units(); unit += LENGTH) {
        VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
        int at = gateIndex(cell.gates().start(row), unit);
        FloatVector i = FloatVector.fromArray(SPECIES, gates, at);
        FloatVector f = FloatVector.fromArray(SPECIES, gates, at + LANES);
        FloatVector g = FloatVector.fromArray(SPECIES, gates, at + 2 * LANES);
        f.fma(FloatVector.fromArray(SPECIES, cell.before().values(), before + unit, used), i.mul(g))
            .intoArray(cell.cells().values(), cells + unit, used);
      }
    }
  }

  static void squashStates(CellStep cell, int first, int end) {
    VectorActivations.tanh(
        cell.cells(), first, end, 0, LANES, cell.squashed(), 0, LANES, cell.units());
  }

  /** What the cells give out through their output gates. */
  static void answer(CellStep cell, int first, int end) {
    float[] gates = cell.gates().values();
    for (int row = first; row < end; row++) {
      int squashed = cell.squashed().start(row);
      int hidden = cell.hidden().start(row);
      for (int unit = 0; unit < cell.units(); unit += LENGTH) {
        VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
        int at = gateIndex(cell.gates().start(row), unit) + 3 * LANES;
        FloatVector.fromArray(SPECIES, gates, at)
            .mul(FloatVector.fromArray(SPECIES, cell.squashed().values(), squashed + unit, used))
            .intoArray(cell.hidden().values(), hidden + unit, used);
      }
    }
  }

  static void backward(CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell) {
    for (int row = 0; row < cell.gates().count(); row++) {
      backwardRow(cell, dHidden, dRecurrent, dCell, row);
    }
  }

  private static void backwardRow(
      CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell, int row) {
    float[] gates = cell.gates().values();
    int start = cell.gates().start(row);
    int above = dHidden.start(row);
    int after = dRecurrent.start(row);
    int carried = dCell.start(row);
    int before = cell.before().start(row);
    int squashed = cell.squashed().start(row);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int unit = 0; unit < cell.units(); unit += LENGTH) {
      VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
      int at = gateIndex(start, unit);
      FloatVector dh =
          FloatVector.fromArray(SPECIES, dHidden.values(), above + unit, used)
              .add(FloatVector.fromArray(SPECIES, dRecurrent.values(), after + unit, used));
      FloatVector i = FloatVector.fromArray(SPECIES, gates, at);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, at + LANES);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, at + 2 * LANES);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, at + 3 * LANES);
      FloatVector tanh =
          FloatVector.fromArray(SPECIES, cell.squashed().values(), squashed + unit, used);
      FloatVector c = FloatVector.fromArray(SPECIES, cell.before().values(), before + unit, used);
      FloatVector dc =
          dh.mul(o)
              .fma(
                  tanh.neg().fma(tanh, one),
                  FloatVector.fromArray(SPECIES, dCell.values(), carried + unit, used));
      dc.mul(g).mul(i.mul(one.sub(i))).intoArray(gates, at, used);
      dc.mul(c).mul(f.mul(one.sub(f))).intoArray(gates, at + LANES, used);
      dc.mul(i).mul(g.neg().fma(g, one)).intoArray(gates, at + 2 * LANES, used);
      dh.mul(tanh).mul(o.mul(one.sub(o))).intoArray(gates, at + 3 * LANES, used);
      dc.mul(f).intoArray(dCell.values(), carried + unit, used);
    }
  }

  static int gateIndex(int start, int unit) {
    return start + unit / LANES * PANEL + unit % LANES;
  }
}
