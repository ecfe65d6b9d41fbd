package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Logistic} for vectors of any width, operation by operation. */
final class VectorLogistic {

  private VectorLogistic() {}

  static DoubleVector of(DoubleVector x) {
    DoubleVector rounded = x.fma(-Logistic.LOG2_E, Logistic.ROUNDER);
    DoubleVector whole = rounded.sub(Logistic.ROUNDER);
    DoubleVector high = whole.fma(x.broadcast(-Logistic.LN2_HIGH), x.neg());
    DoubleVector r = whole.fma(x.broadcast(-Logistic.LN2_LOW), high);
    DoubleVector power =
        rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    DoubleVector square = r.mul(r);
    DoubleVector fourth = square.mul(square);
    DoubleVector first = r.fma(Logistic.C1, Logistic.C0);
    DoubleVector second = r.fma(Logistic.C3, Logistic.C2);
    DoubleVector third = r.fma(Logistic.C5, Logistic.C4);
    DoubleVector fourthPair = r.fma(Logistic.C7, Logistic.C6);
    DoubleVector fifth = r.fma(Logistic.C9, Logistic.C8);
    DoubleVector low = square.fma(second, first);
    DoubleVector middle = square.fma(fourthPair, third);
    DoubleVector series = fourth.fma(fourth.fma(fifth, middle), low);
    DoubleVector below = power.fma(square.fma(series, r), power.add(1));
    DoubleVector quotient = x.broadcast(1).div(below);
    return quotient
        .blend(1, x.compare(VectorOperators.GT, Logistic.LIMIT))
        .blend(Double.MIN_NORMAL, x.compare(VectorOperators.LT, -Logistic.LIMIT));
  }

  /**
   * The function of many vectors, from one array to another. Written out, with all constants before
   * the loop: where a compiler has inlined too much it inlines no helper any more, and vectors that
   * pass through calls are slow. For the same reason it is to stay too long to be inlined itself.
   */
  static void each(double[] from, int at, double[] to, int toAt, int count) {
    VectorSpecies<Double> species = DoubleVector.SPECIES_PREFERRED;
    int lanes = species.length();
    DoubleVector one = DoubleVector.broadcast(species, 1);
    DoubleVector rounder = DoubleVector.broadcast(species, Logistic.ROUNDER);
    DoubleVector perLog2 = DoubleVector.broadcast(species, -Logistic.LOG2_E);
    DoubleVector ln2High = DoubleVector.broadcast(species, -Logistic.LN2_HIGH);
    DoubleVector ln2Low = DoubleVector.broadcast(species, -Logistic.LN2_LOW);
    DoubleVector least = DoubleVector.broadcast(species, Double.MIN_NORMAL);
    DoubleVector limit = DoubleVector.broadcast(species, Logistic.LIMIT);
    int end = count * lanes;
    for (int next = 0; next < end; next += lanes) {
      DoubleVector x = DoubleVector.fromArray(species, from, at + next);
      DoubleVector rounded = x.fma(perLog2, rounder);
      DoubleVector whole = rounded.sub(rounder);
      DoubleVector r = whole.fma(ln2Low, whole.fma(ln2High, x.neg()));
      DoubleVector power =
          rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
      DoubleVector square = r.mul(r);
      DoubleVector fourth = square.mul(square);
      DoubleVector low =
          square.fma(r.fma(Logistic.C3, Logistic.C2), r.fma(Logistic.C1, Logistic.C0));
      DoubleVector middle =
          square.fma(r.fma(Logistic.C7, Logistic.C6), r.fma(Logistic.C5, Logistic.C4));
      DoubleVector series = fourth.fma(fourth.fma(r.fma(Logistic.C9, Logistic.C8), middle), low);
      DoubleVector below = power.fma(square.fma(series, r), power.add(one));
      one.div(below)
          .blend(one, x.compare(VectorOperators.GT, limit))
          .blend(least, x.compare(VectorOperators.LT, limit.neg()))
          .intoArray(to, toAt + next);
    }
  }
}
