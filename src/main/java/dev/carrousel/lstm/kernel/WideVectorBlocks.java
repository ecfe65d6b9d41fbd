package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of memory cell blocks for a layer that fits into two vectors of eight lanes: nine to
 * sixteen gates and cells in blocks of one or two cells, such as the nets of NC97's tasks 1, 3 and
 * 6b. As {@link VectorBlocks}, with every register of the layer's lanes and of the derivatives'
 * twice.
 */
final class WideVectorBlocks implements BlockKernels {

  private static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;
  private static final int LANES = BlockLayer.LANES;
  private static final int WIDTH = 2 * LANES;

  private final BlockLayer layer;
  private final WideLanes lowLanes;
  private final WideLanes highLanes;
  private final CarriedLanes lowCarried;
  private final CarriedLanes highCarried;

  /** From the lanes of the layer to those of the cells. */
  private final LanePick cellLanes;

  private final LanePick inputGateLanes;
  private final LanePick outputGateLanes;

  /** By lane, and once more for what low lanes learn from second cells. */
  private final double[] errors = new double[WIDTH + LANES];

  /** Whether the derivatives fill two registers. */
  private final boolean wideCarried;

  WideVectorBlocks(BlockLayer layer) {
    this.layer = layer;
    int cells = layer.cells;
    lowLanes = new WideLanes(layer, 0);
    highLanes = new WideLanes(layer, LANES);
    lowCarried = new CarriedLanes(cells, 0);
    highCarried = new CarriedLanes(cells, LANES);
    cellLanes = LanePick.of(lane -> layer.cellLane + lane % cells);
    inputGateLanes = LanePick.of(lane -> layer.blockOf[lane % cells]);
    outputGateLanes = LanePick.of(lane -> layer.outputGateLane + layer.blockOf[lane % cells]);
    wideCarried = layer.carriedWidth > LANES;
  }

  /** Whether these kernels can work on a layer on this machine. */
  static boolean fit(BlockLayer layer) {
    return VectorBlocks.known(layer) && layer.width == WIDTH && layer.carriedWidth <= WIDTH;
  }

  /** In parts, each too long to be inlined, as in {@link VectorBlocks#step}. */
  @Override
  public void step() {
    sumUp();
    VectorLogistic.each(layer.net, 0, layer.activation, 0, 2);
    advanceCells();
    showCells();
  }

  /** Net inputs: bias and inputs, the hidden sources of even and those of odd number. */
  private void sumUp() {
    double[] weights = layer.weights;
    double[] source = layer.source;
    double[] activation = layer.activation;
    int[] sourceLane = layer.sourceLane;
    DoubleVector known = load(weights, 0);
    DoubleVector knownHigh = load(weights, LANES);
    int inputRow = layer.inputRow;
    if (layer.symbol >= 0) {
      int at = (inputRow + layer.symbol) * WIDTH;
      known = known.add(load(weights, at));
      knownHigh = knownHigh.add(load(weights, at + LANES));
    } else {
      for (int row = inputRow; row < source.length; row++) {
        DoubleVector z = broadcast(source[row]);
        known = z.fma(load(weights, row * WIDTH), known);
        knownHigh = z.fma(load(weights, row * WIDTH + LANES), knownHigh);
      }
    }
    DoubleVector even = broadcast(0);
    DoubleVector evenHigh = even;
    DoubleVector odd = even;
    DoubleVector oddHigh = even;
    int pairsEnd = sourceLane.length & ~1;
    int number = 0;
    for (; number < pairsEnd; number += 2) {
      double one = activation[sourceLane[number]];
      double other = activation[sourceLane[number + 1]];
      source[1 + number] = one;
      source[2 + number] = other;
      int at = (1 + number) * WIDTH;
      DoubleVector z = broadcast(one);
      DoubleVector y = broadcast(other);
      even = z.fma(load(weights, at), even);
      evenHigh = z.fma(load(weights, at + LANES), evenHigh);
      odd = y.fma(load(weights, at + WIDTH), odd);
      oddHigh = y.fma(load(weights, at + WIDTH + LANES), oddHigh);
    }
    if (number < sourceLane.length) {
      double one = activation[sourceLane[number]];
      source[1 + number] = one;
      int at = (1 + number) * WIDTH;
      DoubleVector z = broadcast(one);
      even = z.fma(load(weights, at), even);
      evenHigh = z.fma(load(weights, at + LANES), evenHigh);
    }
    known.add(even.add(odd)).intoArray(layer.net, 0);
    knownHigh.add(evenHigh.add(oddHigh)).intoArray(layer.net, LANES);
  }

  /** With the logistic function of {@link VectorLogistic} written out. */
  private void advanceCells() {
    DoubleVector raw = DoubleVector.fromArray(EIGHT, layer.activation, 0);
    DoubleVector rawHigh = DoubleVector.fromArray(EIGHT, layer.activation, LANES);
    Squashing squash = layer.cellInputSquash;
    DoubleVector input = cellLanes.of(raw, rawHigh).fma(squash.scale, squash.shift);
    input.intoArray(layer.cellInput, 0);
    DoubleVector x =
        inputGateLanes.of(raw, rawHigh).fma(input, DoubleVector.fromArray(EIGHT, layer.state, 0));
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
  }

  private void showCells() {
    DoubleVector raw = DoubleVector.fromArray(EIGHT, layer.activation, 0);
    DoubleVector rawHigh = DoubleVector.fromArray(EIGHT, layer.activation, LANES);
    DoubleVector open =
        raw.rearrange(outputGateLanes.lane)
            .blend(rawHigh.rearrange(outputGateLanes.lane), outputGateLanes.isHigh);
    DoubleVector visible = open.mul(DoubleVector.fromArray(EIGHT, layer.cellOutput, 0));
    raw.blend(visible.rearrange(lowLanes.first), lowLanes.isCell).intoArray(layer.activation, 0);
    rawHigh
        .blend(visible.rearrange(highLanes.first), highLanes.isCell)
        .intoArray(layer.activation, LANES);
  }

  /** Written out and too long to be inlined, as are the others that follow. */
  @Override
  public void carry() {
    Squashing squash = layer.cellInputSquash;
    DoubleVector one = DoubleVector.broadcast(EIGHT, 1);
    DoubleVector raw = DoubleVector.fromArray(EIGHT, layer.activation, 0);
    DoubleVector rawHigh = DoubleVector.fromArray(EIGHT, layer.activation, LANES);
    DoubleVector gate =
        raw.rearrange(inputGateLanes.lane)
            .blend(rawHigh.rearrange(inputGateLanes.lane), inputGateLanes.isHigh);
    DoubleVector input = DoubleVector.fromArray(EIGHT, layer.cellInput, 0);
    DoubleVector q = input.sub(squash.shift).mul(squash.inverse);
    DoubleVector own = gate.mul(q.mul(squash.scale).mul(one.sub(q)));
    DoubleVector ofGate = input.mul(gate).mul(one.sub(gate));
    DoubleVector low =
        own.rearrange(lowCarried.cell).blend(ofGate.rearrange(lowCarried.cell), lowCarried.isGate);
    DoubleVector high =
        own.rearrange(highCarried.cell)
            .blend(ofGate.rearrange(highCarried.cell), highCarried.isGate);
    double[] derivatives = layer.derivatives;
    double[] source = layer.source;
    int width = layer.carriedWidth;
    int end = layer.denseRows();
    int symbolAt = (layer.inputRow + layer.symbol) * width;
    for (int row = 0, at = 0; row < end; row++, at += width) {
      DoubleVector z = DoubleVector.broadcast(EIGHT, source[row]);
      z.fma(low, DoubleVector.fromArray(EIGHT, derivatives, at)).intoArray(derivatives, at);
      if (wideCarried) {
        z.fma(high, DoubleVector.fromArray(EIGHT, derivatives, at + LANES))
            .intoArray(derivatives, at + LANES);
      }
    }
    if (layer.symbol >= 0) {
      low.add(DoubleVector.fromArray(EIGHT, derivatives, symbolAt))
          .intoArray(derivatives, symbolAt);
    }
    if (layer.symbol >= 0 && wideCarried) {
      high.add(DoubleVector.fromArray(EIGHT, derivatives, symbolAt + LANES))
          .intoArray(derivatives, symbolAt + LANES);
    }
  }

  @Override
  public void descend(double[] into, double scale, double[] arriving, int[] seen, int count) {
    blame(scale, arriving);
    learn(into, seen, count);
  }

  /** The error of each lane, and what input gates learn from their block's second cell by. */
  private void blame(double scale, double[] arriving) {
    Squashing squash = layer.cellOutputSquash;
    DoubleVector one = DoubleVector.broadcast(EIGHT, 1);
    DoubleVector raw = DoubleVector.fromArray(EIGHT, layer.activation, 0);
    DoubleVector rawHigh = DoubleVector.fromArray(EIGHT, layer.activation, LANES);
    DoubleVector open =
        raw.rearrange(outputGateLanes.lane)
            .blend(rawHigh.rearrange(outputGateLanes.lane), outputGateLanes.isHigh);
    DoubleVector output = DoubleVector.fromArray(EIGHT, layer.cellOutput, 0);
    DoubleVector arrived = DoubleVector.fromArray(EIGHT, arriving, 0);
    DoubleVector q = output.sub(squash.shift).mul(squash.inverse);
    DoubleVector slope = q.mul(squash.scale).mul(one.sub(q));
    DoubleVector ofState = open.mul(slope).mul(arrived).mul(scale);
    DoubleVector share = open.mul(one.sub(open)).mul(output).mul(arrived);
    DoubleVector lowShare =
        share.rearrange(lowLanes.first).add(share.rearrange(lowLanes.second), lowLanes.hasSecond);
    DoubleVector highShare =
        share
            .rearrange(highLanes.first)
            .add(share.rearrange(highLanes.second), highLanes.hasSecond);
    ofState
        .rearrange(lowLanes.first)
        .blend(lowShare.mul(scale), lowLanes.outputGates)
        .blend(0, lowLanes.padding)
        .intoArray(errors, 0);
    ofState
        .rearrange(highLanes.first)
        .blend(highShare.mul(scale), highLanes.outputGates)
        .blend(0, highLanes.padding)
        .intoArray(errors, LANES);
    DoubleVector.zero(EIGHT)
        .blend(ofState.rearrange(lowLanes.second), lowLanes.carriesSecond)
        .intoArray(errors, WIDTH);
  }

  /**
   * What each lane learns from its own, or its block's first cell; then what input gates, which are
   * among the low lanes, learn from their block's second cell.
   */
  private void learn(double[] into, int[] seen, int count) {
    double[] derivatives = layer.derivatives;
    double[] source = layer.source;
    DoubleVector lowError = DoubleVector.fromArray(EIGHT, errors, 0);
    DoubleVector highError = DoubleVector.fromArray(EIGHT, errors, LANES);
    DoubleVector secondError = DoubleVector.fromArray(EIGHT, errors, WIDTH);
    LanePick ofLow = lowLanes.firstCarried;
    LanePick ofHigh = highLanes.firstCarried;
    LanePick ofSecond = lowLanes.secondCarried;
    boolean pairs = lowLanes.pairs;
    int width = layer.carriedWidth;
    int upper = width - LANES;
    int dense = layer.denseRows();
    int symbolRow = layer.symbol >= 0 ? layer.inputRow + layer.symbol : -1;
    for (int number = 0; number < count; number++) {
      int row = seen[number];
      int at = row * WIDTH;
      double z = row < dense ? source[row] : row == symbolRow ? 1 : 0;
      DoubleVector carried = DoubleVector.fromArray(EIGHT, derivatives, row * width);
      DoubleVector carriedHigh = DoubleVector.fromArray(EIGHT, derivatives, row * width + upper);
      DoubleVector low =
          carried.rearrange(ofLow.lane).blend(carriedHigh.rearrange(ofLow.lane), ofLow.isHigh);
      DoubleVector high =
          carried.rearrange(ofHigh.lane).blend(carriedHigh.rearrange(ofHigh.lane), ofHigh.isHigh);
      DoubleVector sum =
          lowError.fma(low.blend(z, lowLanes.outputGates), DoubleVector.fromArray(EIGHT, into, at));
      if (pairs) {
        DoubleVector second =
            carried
                .rearrange(ofSecond.lane)
                .blend(carriedHigh.rearrange(ofSecond.lane), ofSecond.isHigh);
        sum = secondError.fma(second, sum);
      }
      sum.intoArray(into, at);
      highError
          .fma(
              high.blend(z, highLanes.outputGates), DoubleVector.fromArray(EIGHT, into, at + LANES))
          .intoArray(into, at + LANES);
    }
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(EIGHT, values, at);
  }

  private static DoubleVector broadcast(double value) {
    return DoubleVector.broadcast(EIGHT, value);
  }
}
