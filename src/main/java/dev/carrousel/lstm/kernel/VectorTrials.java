package dev.carrousel.lstm.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Trials as lanes of the widest vectors of this machine. */
final class VectorTrials implements TrialKernels {

  private static final VectorSpecies<Double> TRIALS = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = TRIALS.length();

  /** Destinations that are summed up at a time, with all their sums in registers. */
  private static final int UNITS = 4;

  /** Steps whose sources and factors wait, to be carried into the derivatives together. */
  private static final int STEPS = 4;

  private final BlockShape shape;
  private final OutputShape outputShape;
  private final int cells;
  private final int outputGateLane;
  private final int conventionalLane;
  private final int lanes;
  private final int width;
  private final int carried;
  private final int carriedWidth;
  private final int inputRow;
  private final int rows;
  private final int outputRows;

  private final double[] weights;
  private final double[] gradient;
  private final double[] outputWeights;
  private final double[] outputGradient;

  /** Shape [STEPS, rows, trials], the steps that wait and the present one. */
  private final double[] source;

  private final double[] net;
  private final double[] activation;
  private final double[] cellInput;
  private final double[] state;
  private final double[] cellOutput;

  /** Shape [STEPS, carriedWidth, trials]. */
  private final double[] factor;

  private final double[] derivatives;
  private final double[] outputSource;
  private final double[] output;

  /** e of cells by cell, and of output gates and conventional units by lane. */
  private final double[] stateError;

  private final double[] presentError;

  /** What a missing gate shows. */
  private final double[] ones;

  /** Steps that wait, and the row of {@link #source} where the present step begins. */
  private int waiting;

  private int present;

  VectorTrials(BlockShape shape, OutputShape outputShape) {
    this.shape = shape;
    this.outputShape = outputShape;
    cells = shape.blockOf().length;
    outputGateLane = shape.inputGates() + cells;
    conventionalLane = outputGateLane + shape.outputGates();
    lanes = conventionalLane + shape.conventionalUnits();
    width = padded(lanes);
    carried = shape.inputGates() > 0 ? 2 * cells : cells;
    carriedWidth = padded(carried);
    inputRow = 1 + shape.sourceLane().length;
    rows = inputRow + shape.inputSize();
    int shown = 1 + cells + shape.conventionalUnits();
    outputRows = shown + (outputShape.shortcuts() ? shape.inputSize() : 0);
    weights = new double[rows * width * LANES];
    gradient = new double[weights.length];
    outputWeights = new double[outputRows * outputShape.outputs() * LANES];
    outputGradient = new double[outputWeights.length];
    source = new double[STEPS * rows * LANES];
    net = new double[width * LANES];
    activation = new double[width * LANES];
    cellInput = new double[cells * LANES];
    state = new double[cells * LANES];
    cellOutput = new double[cells * LANES];
    factor = new double[STEPS * carriedWidth * LANES];
    derivatives = new double[rows * carriedWidth * LANES];
    outputSource = new double[outputRows * LANES];
    output = new double[outputShape.outputs() * LANES];
    stateError = new double[cells * LANES];
    presentError = new double[width * LANES];
    ones = new double[LANES];
    Arrays.fill(ones, 1);
    for (int step = 0; step < STEPS; step++) {
      Arrays.fill(source, step * rows * LANES, (step * rows + 1) * LANES, 1);
    }
    Arrays.fill(outputSource, 0, LANES, 1);
  }

  private static int padded(int units) {
    return (units + UNITS - 1) / UNITS * UNITS;
  }

  @Override
  public int trials() {
    return LANES;
  }

  @Override
  public int hiddenIndex(int row, int lane) {
    return (row * width + lane) * LANES;
  }

  @Override
  public int outputIndex(int row, int k) {
    return (row * outputShape.outputs() + k) * LANES;
  }

  @Override
  public double[] hiddenWeights() {
    return weights;
  }

  @Override
  public double[] outputWeights() {
    return outputWeights;
  }

  @Override
  public double[] outputs() {
    return output;
  }

  @Override
  public void reset() {
    Arrays.fill(activation, 0);
    Arrays.fill(state, 0);
    Arrays.fill(derivatives, 0);
    waiting = 0;
  }

  @Override
  public void step(double[] inputs, int at) {
    present = waiting * rows;
    int[] sourceLane = shape.sourceLane();
    int to = (present + 1) * LANES;
    for (int number = 0; number < sourceLane.length; number++, to += LANES) {
      DoubleVector.fromArray(TRIALS, activation, sourceLane[number] * LANES).intoArray(source, to);
    }
    System.arraycopy(inputs, at, source, to, shape.inputSize() * LANES);
    for (int lane = 0; lane < width; lane += UNITS) {
      sumUpFour(lane);
    }
    openGates();
    squashInputs();
    advanceCells();
    computeFactors();
    waiting++;
    if (waiting == STEPS) {
      carryAll();
      waiting = 0;
    }
  }

  /** Bias and inputs, and the hidden sources of even and of odd number, of four destinations. */
  private void sumUpFour(int lane) {
    double[] w = weights;
    int stride = width * LANES;
    int at = lane * LANES;
    int seen = present * LANES;
    DoubleVector a = DoubleVector.fromArray(TRIALS, w, at);
    DoubleVector b = DoubleVector.fromArray(TRIALS, w, at + LANES);
    DoubleVector c = DoubleVector.fromArray(TRIALS, w, at + 2 * LANES);
    DoubleVector d = DoubleVector.fromArray(TRIALS, w, at + 3 * LANES);
    for (int row = inputRow; row < rows; row++) {
      int from = row * stride + at;
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
      a = z.fma(DoubleVector.fromArray(TRIALS, w, from), a);
      b = z.fma(DoubleVector.fromArray(TRIALS, w, from + LANES), b);
      c = z.fma(DoubleVector.fromArray(TRIALS, w, from + 2 * LANES), c);
      d = z.fma(DoubleVector.fromArray(TRIALS, w, from + 3 * LANES), d);
    }
    DoubleVector evenA = DoubleVector.zero(TRIALS);
    DoubleVector evenB = DoubleVector.zero(TRIALS);
    DoubleVector evenC = DoubleVector.zero(TRIALS);
    DoubleVector evenD = DoubleVector.zero(TRIALS);
    DoubleVector oddA = DoubleVector.zero(TRIALS);
    DoubleVector oddB = DoubleVector.zero(TRIALS);
    DoubleVector oddC = DoubleVector.zero(TRIALS);
    DoubleVector oddD = DoubleVector.zero(TRIALS);
    int row = 1;
    for (; row + 1 < inputRow; row += 2) {
      int from = row * stride + at;
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
      evenA = z.fma(DoubleVector.fromArray(TRIALS, w, from), evenA);
      evenB = z.fma(DoubleVector.fromArray(TRIALS, w, from + LANES), evenB);
      evenC = z.fma(DoubleVector.fromArray(TRIALS, w, from + 2 * LANES), evenC);
      evenD = z.fma(DoubleVector.fromArray(TRIALS, w, from + 3 * LANES), evenD);
      int other = from + stride;
      DoubleVector y = DoubleVector.fromArray(TRIALS, source, seen + (row + 1) * LANES);
      oddA = y.fma(DoubleVector.fromArray(TRIALS, w, other), oddA);
      oddB = y.fma(DoubleVector.fromArray(TRIALS, w, other + LANES), oddB);
      oddC = y.fma(DoubleVector.fromArray(TRIALS, w, other + 2 * LANES), oddC);
      oddD = y.fma(DoubleVector.fromArray(TRIALS, w, other + 3 * LANES), oddD);
    }
    if (row < inputRow) {
      int from = row * stride + at;
      DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
      evenA = z.fma(DoubleVector.fromArray(TRIALS, w, from), evenA);
      evenB = z.fma(DoubleVector.fromArray(TRIALS, w, from + LANES), evenB);
      evenC = z.fma(DoubleVector.fromArray(TRIALS, w, from + 2 * LANES), evenC);
      evenD = z.fma(DoubleVector.fromArray(TRIALS, w, from + 3 * LANES), evenD);
    }
    a.add(evenA.add(oddA)).intoArray(net, at);
    b.add(evenB.add(oddB)).intoArray(net, at + LANES);
    c.add(evenC.add(oddC)).intoArray(net, at + 2 * LANES);
    d.add(evenD.add(oddD)).intoArray(net, at + 3 * LANES);
  }

  private void openGates() {
    VectorLogistic.each(net, 0, activation, 0, lanes);
  }

  private void squashInputs() {
    int from = shape.inputGates() * LANES;
    if (shape.cellInput().identity) {
      System.arraycopy(net, from, cellInput, 0, cells * LANES);
    } else {
      stretch(shape.cellInput(), activation, from, cellInput);
    }
  }

  /** {@code scale x + shift} of all cells. */
  private void stretch(Squashing squash, double[] from, int at, double[] to) {
    DoubleVector shift = DoubleVector.broadcast(TRIALS, squash.shift);
    DoubleVector scale = DoubleVector.broadcast(TRIALS, squash.scale);
    for (int cell = 0; cell < cells * LANES; cell += LANES) {
      DoubleVector.fromArray(TRIALS, from, at + cell).fma(scale, shift).intoArray(to, cell);
    }
  }

  private void advanceCells() {
    double[] gates = shape.inputGates() > 0 ? activation : ones;
    int[] blockOf = shape.blockOf();
    for (int cell = 0; cell < cells; cell++) {
      int gate = shape.inputGates() > 0 ? blockOf[cell] * LANES : 0;
      int at = cell * LANES;
      DoubleVector.fromArray(TRIALS, gates, gate)
          .fma(
              DoubleVector.fromArray(TRIALS, cellInput, at),
              DoubleVector.fromArray(TRIALS, state, at))
          .intoArray(state, at);
    }
    if (shape.cellOutput().identity) {
      System.arraycopy(state, 0, cellOutput, 0, cells * LANES);
    } else {
      VectorLogistic.each(state, 0, cellOutput, 0, cells);
      stretch(shape.cellOutput(), cellOutput, 0, cellOutput);
    }
    show();
  }

  private void show() {
    double[] gates = shape.outputGates() > 0 ? activation : ones;
    int[] blockOf = shape.blockOf();
    for (int cell = 0; cell < cells; cell++) {
      int gate = shape.outputGates() > 0 ? (outputGateLane + blockOf[cell]) * LANES : 0;
      DoubleVector.fromArray(TRIALS, gates, gate)
          .mul(DoubleVector.fromArray(TRIALS, cellOutput, cell * LANES))
          .intoArray(activation, (shape.inputGates() + cell) * LANES);
    }
  }

  /** What a source is multiplied by on its way into the derivatives. */
  private void computeFactors() {
    Squashing g = shape.cellInput();
    int to = waiting * carriedWidth * LANES;
    double[] gates = shape.inputGates() > 0 ? activation : ones;
    int[] blockOf = shape.blockOf();
    DoubleVector one = DoubleVector.broadcast(TRIALS, 1);
    for (int cell = 0; cell < cells; cell++) {
      int at = shape.inputGates() > 0 ? blockOf[cell] * LANES : 0;
      DoubleVector gate = DoubleVector.fromArray(TRIALS, gates, at);
      DoubleVector value = DoubleVector.fromArray(TRIALS, cellInput, cell * LANES);
      if (g.identity) {
        gate.intoArray(factor, to + cell * LANES);
      } else {
        DoubleVector q = value.sub(g.shift).mul(g.inverse);
        gate.mul(q.mul(g.scale).mul(one.sub(q))).intoArray(factor, to + cell * LANES);
      }
      if (shape.inputGates() > 0) {
        value.mul(gate).mul(one.sub(gate)).intoArray(factor, to + (cells + cell) * LANES);
      }
    }
  }

  /** The steps that wait, all of them, with the derivatives in registers meanwhile. */
  private void carryAll() {
    double[] into = derivatives;
    double[] z = source;
    int next = rows * LANES;
    int after = carriedWidth * LANES;
    for (int lane = 0; lane < after; lane += 2 * LANES) {
      DoubleVector a0 = DoubleVector.fromArray(TRIALS, factor, lane);
      DoubleVector a1 = DoubleVector.fromArray(TRIALS, factor, after + lane);
      DoubleVector a2 = DoubleVector.fromArray(TRIALS, factor, 2 * after + lane);
      DoubleVector a3 = DoubleVector.fromArray(TRIALS, factor, 3 * after + lane);
      DoubleVector b0 = DoubleVector.fromArray(TRIALS, factor, lane + LANES);
      DoubleVector b1 = DoubleVector.fromArray(TRIALS, factor, after + lane + LANES);
      DoubleVector b2 = DoubleVector.fromArray(TRIALS, factor, 2 * after + lane + LANES);
      DoubleVector b3 = DoubleVector.fromArray(TRIALS, factor, 3 * after + lane + LANES);
      for (int row = 0; row < rows; row++) {
        int at = row * after + lane;
        int from = row * LANES;
        DoubleVector z0 = DoubleVector.fromArray(TRIALS, z, from);
        DoubleVector z1 = DoubleVector.fromArray(TRIALS, z, next + from);
        DoubleVector z2 = DoubleVector.fromArray(TRIALS, z, 2 * next + from);
        DoubleVector z3 = DoubleVector.fromArray(TRIALS, z, 3 * next + from);
        DoubleVector a = z0.fma(a0, DoubleVector.fromArray(TRIALS, into, at));
        DoubleVector b = z0.fma(b0, DoubleVector.fromArray(TRIALS, into, at + LANES));
        z3.fma(a3, z2.fma(a2, z1.fma(a1, a))).intoArray(into, at);
        z3.fma(b3, z2.fma(b2, z1.fma(b1, b))).intoArray(into, at + LANES);
      }
    }
  }

  /** The steps that wait, one after another. */
  private void carryWaiting() {
    for (int step = 0; step < waiting; step++) {
      carry(step);
    }
    waiting = 0;
  }

  private void carry(int step) {
    double[] into = derivatives;
    int end = carriedWidth * LANES;
    int factors = step * end;
    int seen = step * rows * LANES;
    for (int lane = 0; lane < end; lane += 2 * LANES) {
      DoubleVector a = DoubleVector.fromArray(TRIALS, factor, factors + lane);
      DoubleVector b = DoubleVector.fromArray(TRIALS, factor, factors + lane + LANES);
      for (int row = 0; row < rows; row++) {
        int at = row * end + lane;
        DoubleVector z = DoubleVector.fromArray(TRIALS, source, seen + row * LANES);
        z.fma(a, DoubleVector.fromArray(TRIALS, into, at)).intoArray(into, at);
        z.fma(b, DoubleVector.fromArray(TRIALS, into, at + LANES)).intoArray(into, at + LANES);
      }
    }
  }

  @Override
  public void answer() {
    int units = conventionalLane;
    for (int cell = 0; cell < cells; cell++) {
      store(load(activation, shape.inputGates() + cell), outputSource, 1 + cell);
    }
    for (int lane = units; lane < lanes; lane++) {
      store(load(activation, lane), outputSource, 1 + cells + lane - units);
    }
    int inputs = 1 + cells + lanes - units;
    for (int row = inputs; row < outputRows; row++) {
      store(load(source, present + inputRow + row - inputs), outputSource, row);
    }
    for (int k = 0; k < outputShape.outputs(); k++) {
      DoubleVector sum = zero();
      for (int row = 0; row < outputRows; row++) {
        DoubleVector w = DoubleVector.fromArray(TRIALS, outputWeights, outputIndex(row, k));
        sum = load(outputSource, row).fma(w, sum);
      }
      sum.intoArray(output, k * LANES);
    }
    VectorLogistic.each(output, 0, output, 0, outputShape.outputs());
  }

  @Override
  public void descend(double[] errors, double rate) {
    boolean atOnce = rate != 0;
    double scale = atOnce ? rate : 1;
    carryWaiting();
    blame(errors, scale);
    changeOutputs(atOnce ? outputWeights : outputGradient, errors, scale);
    double[] into = atOnce ? weights : gradient;
    for (int row = 0; row < rows; row++) {
      change(into, row);
    }
    if (atOnce) {
      clearMissingBiases(weights, outputWeights);
    }
  }

  private void blame(double[] errors, double scale) {
    Arrays.fill(presentError, 0);
    for (int cell = 0; cell < cells; cell++) {
      DoubleVector arriving = arriving(errors, cell);
      DoubleVector h = load(cellOutput, cell);
      int block = shape.blockOf()[cell];
      DoubleVector gate = outputGate(block);
      DoubleVector e = gate.mul(slope(shape.cellOutput(), h)).mul(arriving);
      store(e.mul(scale), stateError, cell);
      if (shape.outputGates() > 0) {
        DoubleVector share = gate.mul(one().sub(gate)).mul(h).mul(arriving);
        int lane = outputGateLane + block;
        store(load(presentError, lane).add(share), presentError, lane);
      }
    }
    for (int lane = conventionalLane; lane < lanes; lane++) {
      DoubleVector y = load(activation, lane);
      DoubleVector arriving = arriving(errors, cells + lane - conventionalLane);
      store(y.mul(one().sub(y)).mul(arriving), presentError, lane);
    }
    for (int lane = outputGateLane; lane < lanes; lane++) {
      store(load(presentError, lane).mul(scale), presentError, lane);
    }
  }

  /** {@code sum_k w_k e_k} in four partial sums, as {@link DoubleRows#dot} has them. */
  private DoubleVector arriving(double[] errors, int unit) {
    DoubleVector one = partial(errors, unit, 0).add(partial(errors, unit, 1));
    return one.add(partial(errors, unit, 2).add(partial(errors, unit, 3)));
  }

  private DoubleVector partial(double[] errors, int unit, int first) {
    DoubleVector sum = zero();
    for (int k = first; k < outputShape.outputs(); k += 4) {
      DoubleVector w = DoubleVector.fromArray(TRIALS, outputWeights, outputIndex(1 + unit, k));
      sum = w.fma(load(errors, k), sum);
    }
    return sum;
  }

  private void changeOutputs(double[] into, double[] errors, double scale) {
    for (int row = 0; row < outputRows; row++) {
      DoubleVector z = load(outputSource, row).mul(scale);
      for (int k = 0; k < outputShape.outputs(); k++) {
        int at = outputIndex(row, k);
        z.fma(load(errors, k), DoubleVector.fromArray(TRIALS, into, at)).intoArray(into, at);
      }
    }
  }

  private void change(double[] into, int row) {
    int[] blockOf = shape.blockOf();
    for (int lane = 0; lane < carried; lane++) {
      int cell = lane < cells ? lane : lane - cells;
      int to = lane < cells ? shape.inputGates() + lane : blockOf[cell];
      addTo(
          into,
          row * width + to,
          load(stateError, cell),
          load(derivatives, row * carriedWidth + lane));
    }
    for (int lane = outputGateLane; lane < lanes; lane++) {
      addTo(into, row * width + lane, load(presentError, lane), load(source, present + row));
    }
  }

  private static void addTo(double[] into, int unit, DoubleVector a, DoubleVector b) {
    store(a.fma(b, load(into, unit)), into, unit);
  }

  @Override
  public void apply(double rate) {
    clearMissingBiases(gradient, outputGradient);
    move(weights, gradient, rate);
    move(outputWeights, outputGradient, rate);
  }

  private static void move(double[] weights, double[] gradient, double rate) {
    for (int at = 0; at < weights.length; at++) {
      weights[at] = Math.fma(rate, gradient[at], weights[at]);
      gradient[at] = 0;
    }
  }

  private void clearMissingBiases(double[] hidden, double[] ofOutputs) {
    for (int lane : outputShape.unbiasedLanes()) {
      Arrays.fill(hidden, lane * LANES, (lane + 1) * LANES, 0);
    }
    if (!outputShape.biased()) {
      Arrays.fill(ofOutputs, 0, outputShape.outputs() * LANES, 0);
    }
  }

  private DoubleVector outputGate(int block) {
    return shape.outputGates() == 0 ? one() : load(activation, outputGateLane + block);
  }

  private static DoubleVector slope(Squashing squash, DoubleVector value) {
    if (squash.identity) {
      return one();
    }
    DoubleVector q = value.sub(squash.shift).mul(squash.inverse);
    return q.mul(squash.scale).mul(one().sub(q));
  }

  private static DoubleVector one() {
    return DoubleVector.broadcast(TRIALS, 1);
  }

  private static DoubleVector zero() {
    return DoubleVector.zero(TRIALS);
  }

  private static DoubleVector load(double[] values, int unit) {
    return DoubleVector.fromArray(TRIALS, values, unit * LANES);
  }

  private static void store(DoubleVector vector, double[] values, int unit) {
    vector.intoArray(values, unit * LANES);
  }
}
