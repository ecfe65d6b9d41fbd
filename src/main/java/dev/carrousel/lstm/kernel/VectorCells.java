package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The cell of a step, a vector of units at a time; masks keep lanes beyond the last unit as they
 * are. Stateless, allocates nothing.
 */
final class VectorCells {

  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final int LENGTH = VectorTiles.LENGTH;
  private static final int LANES = Kernels.LANES;
  private static final int GATES = 4;
  private static final int CANDIDATE = 2;

  private VectorCells() {}

  static void forward(CellStep cell) {
    for (int row = 0; row < cell.gates().count(); row++) {
      activate(cell.gates().values(), cell.gates().start(row), cell.units());
      advance(cell, row);
    }
  }

  /** Net inputs of one row to activations. */
  private static void activate(float[] gates, int start, int units) {
    for (int unit = 0; unit < units; unit += LENGTH) {
      VectorMask<Float> used = SPECIES.indexInRange(unit, units);
      int at = gateIndex(start, unit);
      for (int gate = 0; gate < GATES; gate++) {
        FloatVector x = FloatVector.fromArray(SPECIES, gates, at + gate * LANES);
        if (gate == CANDIDATE) {
          tanh(x).intoArray(gates, at + gate * LANES, used);
        } else {
          sigmoid(x).intoArray(gates, at + gate * LANES, used);
        }
      }
    }
  }

  /** States and outputs of one row. */
  private static void advance(CellStep cell, int row) {
    float[] gates = cell.gates().values();
    int start = cell.gates().start(row);
    int before = cell.before().start(row);
    int cells = cell.cells().start(row);
    int squashed = cell.squashed().start(row);
    int hidden = cell.hidden().start(row);
    for (int unit = 0; unit < cell.units(); unit += LENGTH) {
      VectorMask<Float> used = SPECIES.indexInRange(unit, cell.units());
      int at = gateIndex(start, unit);
      FloatVector i = FloatVector.fromArray(SPECIES, gates, at);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, at + LANES);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, at + 2 * LANES);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, at + 3 * LANES);
      FloatVector c =
          f.fma(
              FloatVector.fromArray(SPECIES, cell.before().values(), before + unit, used),
              i.mul(g));
      FloatVector tanh = tanh(c);
      c.intoArray(cell.cells().values(), cells + unit, used);
      tanh.intoArray(cell.squashed().values(), squashed + unit, used);
      o.mul(tanh).intoArray(cell.hidden().values(), hidden + unit, used);
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

  /** {@link Activations#sigmoid}; the power of two is read from the bits that rounding left. */
  static FloatVector sigmoid(FloatVector net) {
    FloatVector x = clamp(net.neg(), Activations.EXP_LIMIT);
    FloatVector shifted = x.fma(Activations.LOG2_E, Activations.ROUNDING);
    FloatVector power = shifted.sub(Activations.ROUNDING);
    FloatVector rest = power.fma(x.broadcast(-Activations.LN2_HIGH), x);
    rest = power.fma(x.broadcast(-Activations.LN2_LOW), rest);
    FloatVector sum = rest.fma(Activations.E6, Activations.E5);
    sum = rest.fma(sum, x.broadcast(Activations.E4));
    sum = rest.fma(sum, x.broadcast(Activations.E3));
    sum = rest.fma(sum, x.broadcast(Activations.E2));
    sum = rest.fma(sum, x.broadcast(Activations.E1));
    sum = rest.mul(rest).fma(sum, rest);
    IntVector exponent = shifted.reinterpretAsInts().add(127);
    FloatVector scale = exponent.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    return one.div(sum.add(one).mul(scale).add(one));
  }

  /** {@link Activations#tanh}. */
  static FloatVector tanh(FloatVector net) {
    FloatVector x = clamp(net, Activations.TANH_LIMIT);
    FloatVector square = x.mul(x);
    FloatVector above = square.fma(Activations.A13, Activations.A11);
    above = square.fma(above, x.broadcast(Activations.A9));
    above = square.fma(above, x.broadcast(Activations.A7));
    above = square.fma(above, x.broadcast(Activations.A5));
    above = square.fma(above, x.broadcast(Activations.A3));
    above = square.fma(above, x.broadcast(Activations.A1));
    FloatVector below = square.fma(Activations.B6, Activations.B4);
    below = square.fma(below, x.broadcast(Activations.B2));
    below = square.fma(below, x.broadcast(Activations.B0));
    return x.mul(above).div(below);
  }

  private static FloatVector clamp(FloatVector x, float limit) {
    return x.blend(limit, x.compare(VectorOperators.GT, limit))
        .blend(-limit, x.compare(VectorOperators.LT, -limit));
  }

  static int gateIndex(int start, int unit) {
    return start + unit / LANES * (GATES * LANES) + unit % LANES;
  }
}
