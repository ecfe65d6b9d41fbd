package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Eight lanes of the derivatives, from a first one on: those of the cells, then of their gates. */
final class CarriedLanes {

  private static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;
  private static final int LANES = BlockLayer.LANES;

  final VectorShuffle<Double> cell;
  final VectorMask<Double> isGate;

  CarriedLanes(int cells, int first) {
    boolean[] gates = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      gates[lane] = first + lane >= cells;
    }
    cell = VectorShuffle.fromOp(EIGHT, lane -> (first + lane) % cells);
    isGate = VectorMask.fromArray(EIGHT, gates, 0);
  }
}
