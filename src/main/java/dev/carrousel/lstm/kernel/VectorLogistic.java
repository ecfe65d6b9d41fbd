package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Logistic} for vectors of eight lanes, operation by operation. */
final class VectorLogistic {

  private VectorLogistic() {}

  static DoubleVector of(DoubleVector x) {
    DoubleVector rounded = x.fma(-Logistic.LOG2_E, Logistic.ROUNDER);
    DoubleVector whole = rounded.sub(Logistic.ROUNDER);
    DoubleVector high = whole.fma(broadcast(-Logistic.LN2_HIGH), x.neg());
    DoubleVector r = whole.fma(broadcast(-Logistic.LN2_LOW), high);
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
    DoubleVector quotient = broadcast(1).div(below);
    return quotient
        .blend(1, x.compare(VectorOperators.GT, Logistic.LIMIT))
        .blend(Double.MIN_NORMAL, x.compare(VectorOperators.LT, -Logistic.LIMIT));
  }

  private static DoubleVector broadcast(double value) {
    return DoubleVector.broadcast(DoubleVector.SPECIES_512, value);
  }
}
