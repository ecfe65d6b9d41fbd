package dev.carrousel.lstm.kernel;

import java.util.function.IntPredicate;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Eight lanes of a layer, from a first one on, and what they take from the lanes of the cells. */
final class WideLanes {

  private static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;
  private static final int LANES = BlockLayer.LANES;

  /** Whether a gate of these has more than one cell's derivatives to learn from. */
  final boolean pairs;

  /** The first cell of a gate's block, or the cell itself; and the second. */
  final VectorShuffle<Double> first;

  final VectorShuffle<Double> second;

  /** The derivatives by a lane's weights, of the first and of the second cell. */
  final LanePick firstCarried;

  final LanePick secondCarried;
  final VectorMask<Double> isCell;
  final VectorMask<Double> outputGates;

  /** Lanes whose block has a second cell, and those of input gates among them. */
  final VectorMask<Double> hasSecond;

  final VectorMask<Double> carriesSecond;

  final VectorMask<Double> padding;

  WideLanes(BlockLayer layer, int from) {
    first = VectorShuffle.fromOp(EIGHT, lane -> layer.cellOf(from + lane, 0));
    second = VectorShuffle.fromOp(EIGHT, lane -> layer.cellOf(from + lane, 1));
    firstCarried = LanePick.of(lane -> layer.carriedLaneOf(from + lane, 0));
    secondCarried = LanePick.of(lane -> layer.carriedLaneOf(from + lane, 1));
    isCell = mask(lane -> from + lane >= layer.cellLane && from + lane < layer.outputGateLane);
    outputGates = mask(lane -> from + lane >= layer.outputGateLane && from + lane < layer.lanes);
    hasSecond = mask(lane -> layer.cellOf(from + lane, 1) != layer.cellOf(from + lane, 0));
    carriesSecond = hasSecond.and(mask(lane -> from + lane < layer.inputGates));
    padding = mask(lane -> from + lane >= layer.lanes);
    pairs = carriesSecond.anyTrue();
  }

  private static VectorMask<Double> mask(IntPredicate chosen) {
    boolean[] bits = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      bits[lane] = chosen.test(lane);
    }
    return VectorMask.fromArray(EIGHT, bits, 0);
  }
}
