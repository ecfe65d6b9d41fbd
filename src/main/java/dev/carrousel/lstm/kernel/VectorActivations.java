package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Activations} of many units, from some rows to others. Units stand in groups of {@link
 * Kernels#LANES}; lanes beyond the last unit stay as they are.
 *
 * <p>The functions are written out, with all constants before the loops: where a compiler has
 * inlined too much it inlines no helper any more, and vectors that pass through calls are made
 * objects. For the same reason they are to stay too long to be inlined themselves. They take many
 * rows at once, since a row of few units takes no longer than the constants.
 */
final class VectorActivations {

  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final int LENGTH = VectorTiles.LENGTH;
  private static final int LANES = Kernels.LANES;

  private VectorActivations() {}

  /**
   * {@link Activations#sigmoid} in place; the power of two is read from the bits that rounding
   * left.
   *
   * @param first the first of the rows
   * @param end behind the last of them
   * @param at the first unit's place in a row
   * @param distance from one group of units to the next
   */
  static void sigmoid(Rows rows, int first, int end, int at, int distance, int units) {
    float[] values = rows.values();
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector limit = FloatVector.broadcast(SPECIES, Activations.EXP_LIMIT);
    FloatVector least = FloatVector.broadcast(SPECIES, -Activations.EXP_LIMIT);
    FloatVector perLog2 = FloatVector.broadcast(SPECIES, Activations.LOG2_E);
    FloatVector rounding = FloatVector.broadcast(SPECIES, Activations.ROUNDING);
    FloatVector ln2High = FloatVector.broadcast(SPECIES, -Activations.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, -Activations.LN2_LOW);
    FloatVector e6 = FloatVector.broadcast(SPECIES, Activations.E6);
    FloatVector e5 = FloatVector.broadcast(SPECIES, Activations.E5);
    FloatVector e4 = FloatVector.broadcast(SPECIES, Activations.E4);
    FloatVector e3 = FloatVector.broadcast(SPECIES, Activations.E3);
    FloatVector e2 = FloatVector.broadcast(SPECIES, Activations.E2);
    FloatVector e1 = FloatVector.broadcast(SPECIES, Activations.E1);
    for (int row = first; row < end; row++) {
      int start = rows.start(row) + at;
      for (int unit = 0; unit < units; unit += LENGTH) {
        VectorMask<Float> used = SPECIES.indexInRange(unit, units);
        int from = start + unit / LANES * distance + unit % LANES;
        FloatVector net = FloatVector.fromArray(SPECIES, values, from).neg();
        FloatVector below = net.blend(limit, net.compare(VectorOperators.GT, limit));
        FloatVector x = below.blend(least, below.compare(VectorOperators.LT, least));
        FloatVector shifted = x.fma(perLog2, rounding);
        FloatVector power = shifted.sub(rounding);
        FloatVector rest = power.fma(ln2Low, power.fma(ln2High, x));
        FloatVector sum = rest.fma(e6, e5);
        sum = rest.fma(sum, e4);
        sum = rest.fma(sum, e3);
        sum = rest.fma(sum, e2);
        sum = rest.fma(sum, e1);
        sum = rest.mul(rest).fma(sum, rest);
        IntVector exponent = shifted.reinterpretAsInts().add(127);
        FloatVector scale = exponent.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        one.div(sum.add(one).mul(scale).add(one)).intoArray(values, from, used);
      }
    }
  }

  /**
   * {@link Activations#tanh}.
   *
   * @param first the first of the rows
   * @param end behind the last of them
   * @param at the first unit's place in a row
   * @param distance from one group of units to the next
   * @param to takes the results, which may be {@code from}
   * @param toAt the place of the first unit's result
   * @param toDistance from one group of results to the next
   */
  static void tanh(
      Rows from,
      int first,
      int end,
      int at,
      int distance,
      Rows to,
      int toAt,
      int toDistance,
      int units) {
    float[] values = from.values();
    float[] results = to.values();
    FloatVector limit = FloatVector.broadcast(SPECIES, Activations.TANH_LIMIT);
    FloatVector least = FloatVector.broadcast(SPECIES, -Activations.TANH_LIMIT);
    FloatVector a13 = FloatVector.broadcast(SPECIES, Activations.A13);
    FloatVector a11 = FloatVector.broadcast(SPECIES, Activations.A11);
    FloatVector a9 = FloatVector.broadcast(SPECIES, Activations.A9);
    FloatVector a7 = FloatVector.broadcast(SPECIES, Activations.A7);
    FloatVector a5 = FloatVector.broadcast(SPECIES, Activations.A5);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Activations.A3);
    FloatVector a1 = FloatVector.broadcast(SPECIES, Activations.A1);
    FloatVector b6 = FloatVector.broadcast(SPECIES, Activations.B6);
    FloatVector b4 = FloatVector.broadcast(SPECIES, Activations.B4);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Activations.B2);
    FloatVector b0 = FloatVector.broadcast(SPECIES, Activations.B0);
    for (int row = first; row < end; row++) {
      int start = from.start(row) + at;
      int toStart = to.start(row) + toAt;
      for (int unit = 0; unit < units; unit += LENGTH) {
        VectorMask<Float> used = SPECIES.indexInRange(unit, units);
        int group = unit / LANES;
        int lane = unit % LANES;
        FloatVector net =
            FloatVector.fromArray(SPECIES, values, start + group * distance + lane, used);
        FloatVector below = net.blend(limit, net.compare(VectorOperators.GT, limit));
        FloatVector x = below.blend(least, below.compare(VectorOperators.LT, least));
        FloatVector square = x.mul(x);
        FloatVector above = square.fma(a13, a11);
        above = square.fma(above, a9);
        above = square.fma(above, a7);
        above = square.fma(above, a5);
        above = square.fma(above, a3);
        above = square.fma(above, a1);
        FloatVector under = square.fma(b6, b4);
        under = square.fma(under, b2);
        under = square.fma(under, b0);
        x.mul(above).div(under).intoArray(results, toStart + group * toDistance + lane, used);
      }
    }
  }
}
