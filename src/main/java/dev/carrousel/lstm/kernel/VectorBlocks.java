package dev.carrousel.lstm.kernel;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of memory cell blocks for a layer that fits into one vector of eight lanes: up to
 * eight gates and cells in blocks of one or two cells, such as the nets of NC97's tasks 2c, 4, 5
 * and 6a. A step is one chain of dependent operations.
 *
 * <p>Next to the lanes of the layer there are those of the cells: cell 0, 1, ... and then the same
 * again, for the input gate of each.
 */
final class VectorBlocks implements BlockKernels {

  private static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;
  private static final int LANES = BlockLayer.LANES;

  private final BlockLayer layer;

  /** From the lanes of the layer to those of the cells: cells, input gates, output gates. */
  private final VectorShuffle<Double> cellLanes;

  private final VectorShuffle<Double> inputGateLanes;
  private final VectorShuffle<Double> outputGateLanes;

  /** Cells twice. */
  private final VectorShuffle<Double> twice;

  /** From the lanes of the cells to those of the layer: a gate takes its first, its second cell. */
  private final VectorShuffle<Double> first;

  private final VectorShuffle<Double> second;

  /** Of the lanes of the cells those of input gates; of those of the layer the others. */
  private final VectorMask<Double> gateHalf;

  private final VectorMask<Double> inputGates;
  private final VectorMask<Double> isCell;
  private final VectorMask<Double> outputGates;
  private final VectorMask<Double> hasSecond;
  private final VectorMask<Double> padding;
  private final boolean pairs;

  VectorBlocks(BlockLayer layer) {
    this.layer = layer;
    int cells = layer.cells;
    cellLanes = shuffle(lane -> layer.cellLane + lane % cells);
    inputGateLanes = shuffle(lane -> layer.blockOf[lane % cells]);
    outputGateLanes = shuffle(lane -> layer.outputGateLane + layer.blockOf[lane % cells]);
    twice = shuffle(lane -> lane % cells);
    first = shuffle(lane -> layer.carriedLaneOf(lane, 0));
    second = shuffle(lane -> layer.carriedLaneOf(lane, 1));
    gateHalf = mask(lane -> lane >= cells);
    inputGates = mask(lane -> lane < layer.inputGates);
    isCell = mask(lane -> lane >= layer.cellLane && lane < layer.outputGateLane);
    outputGates = mask(lane -> lane >= layer.outputGateLane && lane < layer.lanes);
    hasSecond = mask(lane -> layer.cellOf(lane, 1) != layer.cellOf(lane, 0));
    padding = mask(lane -> lane >= layer.lanes);
    pairs = hasSecond.anyTrue();
  }

  /** Whether these kernels can work on a layer on this machine. */
  static boolean fit(BlockLayer layer) {
    return known(layer) && layer.width == LANES && layer.carriedWidth == LANES;
  }

  /** Whether kernels with units as lanes know the kind of layer, but for its size. */
  static boolean known(BlockLayer layer) {
    return layer.cells > 0
        && layer.inputGates > 0
        && layer.outputGates > 0
        && layer.conventionalLane == layer.lanes
        && !layer.competition
        && !layer.cellInputSquash.identity
        && !layer.cellOutputSquash.identity
        && largestBlock(layer) <= 2
        && DoubleVector.SPECIES_PREFERRED.length() >= LANES;
  }

  private static int largestBlock(BlockLayer layer) {
    int[] sizes = new int[layer.inputGates];
    int largest = 0;
    for (int block : layer.blockOf) {
      largest = Math.max(largest, ++sizes[block]);
    }
    return largest;
  }

  /**
   * In two halves, each too long to be inlined: where a compiler has inlined too much it inlines no
   * helper any more, and vectors that pass through calls are slow.
   */
  @Override
  public void step() {
    openGates();
    advanceCells();
  }

  /** Net inputs: bias and inputs, the hidden sources of even and those of odd number. */
  private void openGates() {
    double[] weights = layer.weights;
    double[] source = layer.source;
    double[] activation = layer.activation;
    int[] sourceLane = layer.sourceLane;
    DoubleVector known = load(weights, 0);
    int inputRow = layer.inputRow;
    if (layer.symbol >= 0) {
      known = known.add(load(weights, (inputRow + layer.symbol) * LANES));
    } else {
      for (int row = inputRow; row < source.length; row++) {
        known = broadcast(source[row]).fma(load(weights, row * LANES), known);
      }
    }
    DoubleVector even = broadcast(0);
    DoubleVector odd = broadcast(0);
    int pairsEnd = sourceLane.length & ~1;
    int number = 0;
    for (; number < pairsEnd; number += 2) {
      double one = activation[sourceLane[number]];
      double other = activation[sourceLane[number + 1]];
      source[1 + number] = one;
      source[2 + number] = other;
      even = broadcast(one).fma(load(weights, (1 + number) * LANES), even);
      odd = broadcast(other).fma(load(weights, (2 + number) * LANES), odd);
    }
    if (number < sourceLane.length) {
      double one = activation[sourceLane[number]];
      source[1 + number] = one;
      even = broadcast(one).fma(load(weights, (1 + number) * LANES), even);
    }
    DoubleVector net = known.add(even.add(odd));
    net.intoArray(layer.net, 0);
    VectorLogistic.of(net).intoArray(layer.activation, 0);
  }

  /** With the logistic function of {@link VectorLogistic} written out. */
  private void advanceCells() {
    DoubleVector raw = DoubleVector.fromArray(EIGHT, layer.activation, 0);
    Squashing squash = layer.cellInputSquash;
    DoubleVector input = raw.rearrange(cellLanes).fma(squash.scale, squash.shift);
    input.intoArray(layer.cellInput, 0);
    DoubleVector x =
        raw.rearrange(inputGateLanes).fma(input, DoubleVector.fromArray(EIGHT, layer.state, 0));
    x.intoArray(layer.state, 0);
    DoubleVector rounded = x.fma(-Logistic.LOG2_E, Logistic.ROUNDER);
    DoubleVector whole = rounded.sub(Logistic.ROUNDER);
    DoubleVector high = whole.fma(DoubleVector.broadcast(EIGHT, -Logistic.LN2_HIGH), x.neg());
    DoubleVector r = whole.fma(DoubleVector.broadcast(EIGHT, -Logistic.LN2_LOW), high);
    DoubleVector power =
        rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    DoubleVector square = r.mul(r);
    DoubleVector fourth = square.mul(square);
    DoubleVector low = square.fma(r.fma(Logistic.C3, Logistic.C2), r.fma(Logistic.C1, Logistic.C0));
    DoubleVector middle =
        square.fma(r.fma(Logistic.C7, Logistic.C6), r.fma(Logistic.C5, Logistic.C4));
    DoubleVector series = fourth.fma(fourth.fma(r.fma(Logistic.C9, Logistic.C8), middle), low);
    DoubleVector below = power.fma(square.fma(series, r), power.add(1));
    Squashing shown = layer.cellOutputSquash;
    DoubleVector output =
        DoubleVector.broadcast(EIGHT, 1)
            .div(below)
            .blend(1, x.compare(VectorOperators.GT, Logistic.LIMIT))
            .blend(Double.MIN_NORMAL, x.compare(VectorOperators.LT, -Logistic.LIMIT))
            .fma(shown.scale, shown.shift);
    output.intoArray(layer.cellOutput, 0);
    DoubleVector activation = raw.rearrange(outputGateLanes).mul(output).rearrange(first);
    raw.blend(activation, isCell).intoArray(layer.activation, 0);
  }

  /** Written out, and too long to be inlined, as {@link #step}. */
  @Override
  public void carry() {
    Squashing squash = layer.cellInputSquash;
    DoubleVector one = DoubleVector.broadcast(EIGHT, 1);
    DoubleVector shift = DoubleVector.broadcast(EIGHT, squash.shift);
    DoubleVector scale = DoubleVector.broadcast(EIGHT, squash.scale);
    DoubleVector inverse = DoubleVector.broadcast(EIGHT, squash.inverse);
    DoubleVector gate =
        DoubleVector.fromArray(EIGHT, layer.activation, 0).rearrange(inputGateLanes);
    DoubleVector input = DoubleVector.fromArray(EIGHT, layer.cellInput, 0);
    DoubleVector q = input.sub(shift).mul(inverse);
    DoubleVector own = gate.mul(q.mul(scale).mul(one.sub(q)));
    DoubleVector ofGate = input.mul(gate).mul(one.sub(gate));
    DoubleVector factor = own.blend(ofGate, gateHalf);
    double[] derivatives = layer.derivatives;
    double[] source = layer.source;
    int end = layer.denseRows();
    int pairsEnd = end & ~1;
    int row = 0;
    for (; row < pairsEnd; row += 2) {
      int at = row * LANES;
      DoubleVector z = DoubleVector.broadcast(EIGHT, source[row]);
      DoubleVector y = DoubleVector.broadcast(EIGHT, source[row + 1]);
      DoubleVector carried = DoubleVector.fromArray(EIGHT, derivatives, at);
      DoubleVector next = DoubleVector.fromArray(EIGHT, derivatives, at + LANES);
      z.fma(factor, carried).intoArray(derivatives, at);
      y.fma(factor, next).intoArray(derivatives, at + LANES);
    }
    if (row < end) {
      int at = row * LANES;
      DoubleVector z = DoubleVector.broadcast(EIGHT, source[row]);
      z.fma(factor, DoubleVector.fromArray(EIGHT, derivatives, at)).intoArray(derivatives, at);
    }
    if (layer.symbol >= 0) {
      int at = (layer.inputRow + layer.symbol) * LANES;
      factor.add(DoubleVector.fromArray(EIGHT, derivatives, at)).intoArray(derivatives, at);
    }
  }

  @Override
  public void descend(double[] into, double scale, double[] arriving, int[] seen, int count) {
    DoubleVector open = load(layer.activation, 0).rearrange(outputGateLanes);
    DoubleVector output = load(layer.cellOutput, 0);
    DoubleVector arrived = load(arriving, 0).rearrange(twice);
    DoubleVector ofState = open.mul(slope(layer.cellOutputSquash, output)).mul(arrived).mul(scale);
    DoubleVector share = open.mul(broadcast(1).sub(open)).mul(output).mul(arrived);
    DoubleVector ofGate = share.rearrange(first);
    if (pairs) {
      ofGate = ofGate.add(share.rearrange(second), hasSecond);
    }
    DoubleVector error =
        ofState.rearrange(first).blend(ofGate.mul(scale), outputGates).blend(0, padding);
    double[] derivatives = layer.derivatives;
    double[] source = layer.source;
    int dense = layer.denseRows();
    int symbolRow = layer.symbol >= 0 ? layer.inputRow + layer.symbol : -1;
    DoubleVector secondError =
        broadcast(0).blend(ofState.rearrange(second), hasSecond.and(inputGates));
    for (int number = 0; number < count; number++) {
      int row = seen[number];
      double z = row < dense ? source[row] : row == symbolRow ? 1 : 0;
      DoubleVector carried = load(derivatives, row * LANES);
      DoubleVector sum = load(into, row * LANES);
      sum = error.fma(carried.rearrange(first).blend(z, outputGates), sum);
      if (pairs) {
        sum = secondError.fma(carried.rearrange(second), sum);
      }
      sum.intoArray(into, row * LANES);
    }
  }

  private static DoubleVector slope(Squashing squash, DoubleVector value) {
    DoubleVector q = value.sub(squash.shift).mul(squash.inverse);
    return q.mul(squash.scale).mul(broadcast(1).sub(q));
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(EIGHT, values, at);
  }

  private static DoubleVector broadcast(double value) {
    return DoubleVector.broadcast(EIGHT, value);
  }

  private static VectorShuffle<Double> shuffle(IntUnaryOperator sourceOf) {
    return VectorShuffle.fromOp(EIGHT, sourceOf);
  }

  private static VectorMask<Double> mask(IntPredicate chosen) {
    boolean[] bits = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      bits[lane] = chosen.test(lane);
    }
    return VectorMask.fromArray(EIGHT, bits, 0);
  }
}
