package dev.carrousel.lstm.kernel;

import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Takes eight of sixteen lanes in any order. Immutable. */
final class LanePick {

  private static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;
  private static final int LANES = BlockLayer.LANES;

  final VectorShuffle<Double> lane;
  final VectorMask<Double> isHigh;

  private LanePick(VectorShuffle<Double> lane, VectorMask<Double> isHigh) {
    this.lane = lane;
    this.isHigh = isHigh;
  }

  /** Takes for each lane that of the number given, 0 to 15. */
  static LanePick of(IntUnaryOperator sourceOf) {
    boolean[] high = new boolean[LANES];
    for (int to = 0; to < LANES; to++) {
      high[to] = sourceOf.applyAsInt(to) >= LANES;
    }
    return new LanePick(
        VectorShuffle.fromOp(EIGHT, to -> sourceOf.applyAsInt(to) % LANES),
        VectorMask.fromArray(EIGHT, high, 0));
  }

  DoubleVector of(DoubleVector low, DoubleVector high) {
    return low.rearrange(lane).blend(high.rearrange(lane), isHigh);
  }
}
