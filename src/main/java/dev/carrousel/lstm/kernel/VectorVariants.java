package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Cells with peepholes or without a forget gate of their own, a vector of units at a time. Lanes
 * beyond the last unit stay as they are. Stateless, allocates nothing.
 */
final class VectorVariants {

  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final int LENGTH = VectorTiles.LENGTH;
  private static final int LANES = Kernels.LANES;
  private static final int PANEL = VectorCells.PANEL;
  private static final int INPUT = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;

  private VectorVariants() {}

  static void forward(CellStep cell) {
    Rows gates = cell.gates();
    int block = VectorCells.rowsAtATime(cell);
    for (int first = 0; first < gates.count(); first += block) {
      int end = Math.min(gates.count(), first + block);
      peep(cell, INPUT, 0, cell.before(), first, end);
      VectorActivations.sigmoid(gates, first, end, 0, PANEL, cell.units());
      forget(cell, first, end);
      VectorCells.squashCandidates(cell, first, end);
      VectorCells.advance(cell, first, end);
      VectorCells.squashStates(cell, first, end);
      peep(cell, OUTPUT, 3 * LANES, cell.cells(), first, end);
      VectorActivations.sigmoid(gates, first, end, 3 * LANES, PANEL, cell.units());
      VectorCells.answer(cell, first, end);
    }
  }

  /** The activations of f, after those of i. */
  private static void forget(CellStep cell, int first, int end) {
    if (cell.forgetting() == Forgetting.GATE) {
      peep(cell, FORGET, LANES, cell.before(), first, end);
      VectorActivations.sigmoid(cell.gates(), first, end, LANES, PANEL, cell.units());
      return;
    }
    float[] gates = cell.gates().values();
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    boolean coupled = cell.forgetting() == Forgetting.COUPLED;
    for (int row = first; row < end; row++) {
      for (int unit = 0; unit < cell.units(); unit += LENGTH) {
        VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
        int at = VectorCells.gateIndex(cell.gates().start(row), unit);
        FloatVector f = coupled ? one.sub(load(gates, at)) : one;
        f.intoArray(gates, at + LANES, used);
      }
    }
  }

  /** Adds to the net inputs of a gate what its cells' states tell it, if there are peepholes. */
  private static void peep(CellStep cell, int gate, int lanes, Rows states, int first, int end) {
    Panels peepholes = cell.peepholes();
    if (peepholes == null) {
      return;
    }
    float[] gates = cell.gates().values();
    for (int row = first; row < end; row++) {
      for (int unit = 0; unit < cell.units(); unit += LENGTH) {
        VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
        int at = VectorCells.gateIndex(cell.gates().start(row), unit) + lanes;
        load(peepholes.values(), peepholes.index(0, unit, gate))
            .fma(load(states, row, unit, used), load(gates, at))
            .intoArray(gates, at, used);
      }
    }
  }

  static void backward(CellStep cell, Rows dHidden, Rows dRecurrent, Rows dCell) {
    for (int row = 0; row < cell.gates().count(); row++) {
      for (int unit = 0; unit < cell.units(); unit += LENGTH) {
        VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
        FloatVector dh = load(dHidden, row, unit, used).add(load(dRecurrent, row, unit, used));
        retreat(cell, row, unit, dh, dCell);
      }
    }
  }

  private static void retreat(CellStep cell, int row, int unit, FloatVector dh, Rows dCell) {
    VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
    float[] gates = cell.gates().values();
    int at = VectorCells.gateIndex(cell.gates().start(row), unit);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector i = load(gates, at);
    FloatVector f = load(gates, at + LANES);
    FloatVector g = load(gates, at + 2 * LANES);
    FloatVector o = load(gates, at + 3 * LANES);
    FloatVector before = load(cell.before(), row, unit, used);
    FloatVector squashed = load(cell.squashed(), row, unit, used);
    Panels peepholes = cell.peepholes();
    FloatVector dOutput = dh.mul(squashed).mul(o.mul(one.sub(o)));
    FloatVector above = peep(peepholes, OUTPUT, unit, dOutput, load(dCell, row, unit, used));
    FloatVector dc = dh.mul(o).fma(squashed.neg().fma(squashed, one), above);
    boolean coupled = cell.forgetting() == Forgetting.COUPLED;
    FloatVector dInput = dc.mul(coupled ? g.sub(before) : g).mul(i.mul(one.sub(i)));
    FloatVector dForget =
        cell.forgetting() == Forgetting.GATE
            ? dc.mul(before).mul(f.mul(one.sub(f)))
            : FloatVector.zero(SPECIES);
    dInput.intoArray(gates, at, used);
    dForget.intoArray(gates, at + LANES, used);
    dc.mul(i).mul(g.neg().fma(g, one)).intoArray(gates, at + 2 * LANES, used);
    dOutput.intoArray(gates, at + 3 * LANES, used);
    FloatVector dBefore = peep(peepholes, INPUT, unit, dInput, dc.mul(f));
    peep(peepholes, FORGET, unit, dForget, dBefore)
        .intoArray(dCell.values(), dCell.start(row) + unit, used);
  }

  static void accumulatePeepholes(Rows dGates, Rows before, Rows cells, Panels dPeepholes) {
    float[] sums = dPeepholes.values();
    for (int unit = 0; unit < dPeepholes.units(); unit += LENGTH) {
      VectorMask<Float> used = SPECIES.indexInRange(unit, dPeepholes.units());
      int at = dPeepholes.index(0, unit, 0);
      FloatVector i = load(sums, at);
      FloatVector f = load(sums, at + LANES);
      FloatVector o = load(sums, at + 2 * LANES);
      for (int row = 0; row < dGates.count(); row++) {
        int gate = VectorCells.gateIndex(dGates.start(row), unit);
        FloatVector from = load(before, row, unit, used);
        i = load(dGates.values(), gate).fma(from, i);
        f = load(dGates.values(), gate + LANES).fma(from, f);
        o = load(dGates.values(), gate + 3 * LANES).fma(load(cells, row, unit, used), o);
      }
      i.intoArray(sums, at, used);
      f.intoArray(sums, at + LANES, used);
      o.intoArray(sums, at + 2 * LANES, used);
    }
  }

  /** Adds to a sum what comes through a peephole, if there is one. */
  private static FloatVector peep(
      @Nullable Panels peepholes, int gate, int unit, FloatVector x, FloatVector sum) {
    return peepholes == null
        ? sum
        : load(peepholes.values(), peepholes.index(0, unit, gate)).fma(x, sum);
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }

  private static FloatVector load(Rows rows, int row, int unit, VectorMask<Float> used) {
    return FloatVector.fromArray(SPECIES, rows.values(), rows.start(row) + unit, used);
  }
}
