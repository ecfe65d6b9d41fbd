package dev.carrousel.lstm.kernel;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of memory cell blocks for a layer that fits into one vector of eight lanes: up to
 * eight gates and cells in blocks of one or two cells, such as the nets of NC97's tasks 2c, 4, 5
 * and 6a. A step is one chain of dependent operations, which never leaves the registers.
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
    first = shuffle(lane -> cellOf(lane, 0));
    second = shuffle(lane -> cellOf(lane, 1));
    gateHalf = mask(lane -> lane >= cells);
    inputGates = mask(lane -> lane < layer.inputGates);
    isCell = mask(lane -> lane >= layer.cellLane && lane < layer.outputGateLane);
    outputGates = mask(lane -> lane >= layer.outputGateLane && lane < layer.lanes);
    hasSecond = mask(lane -> cellOf(lane, 1) != cellOf(lane, 0));
    padding = mask(lane -> lane >= layer.lanes);
    pairs = hasSecond.anyTrue();
  }

  /** Whether these kernels can work on a layer on this machine. */
  static boolean fit(BlockLayer layer) {
    boolean usual =
        layer.cells > 0
            && layer.inputGates > 0
            && layer.outputGates > 0
            && layer.conventionalLane == layer.lanes
            && !layer.competition
            && !layer.cellInputSquash.identity
            && !layer.cellOutputSquash.identity;
    return usual
        && layer.width == LANES
        && layer.carriedWidth == LANES
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
   * The lane of the cell's derivative that a lane of the layer takes, by its number in the block;
   * the first one if there is no such cell.
   */
  private int cellOf(int lane, int number) {
    if (lane >= layer.lanes) {
      return 0;
    }
    if (lane >= layer.cellLane && lane < layer.outputGateLane) {
      return lane - layer.cellLane;
    }
    boolean input = lane < layer.inputGates;
    int block = input ? lane : lane - layer.outputGateLane;
    int cell = 0;
    while (layer.blockOf[cell] != block) {
      cell++;
    }
    boolean exists = cell + number < layer.cells && layer.blockOf[cell + number] == block;
    return (input ? layer.cells : 0) + cell + (exists ? number : 0);
  }

  @Override
  public void step() {
    DoubleVector raw = VectorLogistic.of(netInput());
    DoubleVector gate = raw.rearrange(inputGateLanes);
    DoubleVector open = raw.rearrange(outputGateLanes);
    Squashing squash = layer.cellInputSquash;
    DoubleVector input = raw.rearrange(cellLanes).fma(squash.scale, squash.shift);
    DoubleVector state = gate.fma(input, load(layer.state, 0));
    Squashing shown = layer.cellOutputSquash;
    DoubleVector output = VectorLogistic.of(state).fma(shown.scale, shown.shift);
    DoubleVector activation = raw.blend(open.mul(output).rearrange(first), isCell);
    activation.intoArray(layer.activation, 0);
    input.intoArray(layer.cellInput, 0);
    state.intoArray(layer.state, 0);
    output.intoArray(layer.cellOutput, 0);
  }

  /** Bias and inputs, and the hidden sources of even and of odd number. */
  private DoubleVector netInput() {
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
    return net;
  }

  @Override
  public void carry() {
    DoubleVector gate = load(layer.activation, 0).rearrange(inputGateLanes);
    DoubleVector input = load(layer.cellInput, 0);
    DoubleVector own = gate.mul(slope(layer.cellInputSquash, input));
    DoubleVector ofGate = input.mul(gate).mul(broadcast(1).sub(gate));
    DoubleVector factor = own.blend(ofGate, gateHalf);
    double[] derivatives = layer.derivatives;
    double[] source = layer.source;
    int end = layer.denseRows();
    for (int row = 0; row < end; row++) {
      int at = row * LANES;
      broadcast(source[row]).fma(factor, load(derivatives, at)).intoArray(derivatives, at);
    }
    if (layer.symbol >= 0) {
      int at = (layer.inputRow + layer.symbol) * LANES;
      factor.add(load(derivatives, at)).intoArray(derivatives, at);
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
