package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** Gates and cells of trials that share vectors: from net inputs to activations and factors. */
final class TrialCells {

  private final TrialLayer layer;

  TrialCells(TrialLayer layer) {
    this.layer = layer;
  }

  void open() {
    VectorLogistic.each(layer.net, 0, layer.activation, 0, layer.lanes);
  }

  /**
   * States, what they show, and what the sources of this step are multiplied by in the derivatives.
   * With the logistic function of {@link VectorLogistic} written out.
   */
  void advance() {
    Squashing squash = layer.shape.cellInput();
    Squashing shown = layer.shape.cellOutput();
    boolean raw = squash.identity;
    boolean plain = shown.identity;
    boolean gated = layer.carried > layer.cells;
    DoubleVector scale = DoubleVector.broadcast(TRIALS, squash.scale);
    DoubleVector shift = DoubleVector.broadcast(TRIALS, squash.shift);
    DoubleVector inverse = DoubleVector.broadcast(TRIALS, squash.inverse);
    DoubleVector shownScale = DoubleVector.broadcast(TRIALS, shown.scale);
    DoubleVector shownShift = DoubleVector.broadcast(TRIALS, shown.shift);
    DoubleVector one = DoubleVector.broadcast(TRIALS, 1);
    DoubleVector least = DoubleVector.broadcast(TRIALS, Double.MIN_NORMAL);
    DoubleVector limit = DoubleVector.broadcast(TRIALS, Logistic.LIMIT);
    DoubleVector rounder = DoubleVector.broadcast(TRIALS, Logistic.ROUNDER);
    DoubleVector perLog2 = DoubleVector.broadcast(TRIALS, -Logistic.LOG2_E);
    DoubleVector ln2High = DoubleVector.broadcast(TRIALS, -Logistic.LN2_HIGH);
    DoubleVector ln2Low = DoubleVector.broadcast(TRIALS, -Logistic.LN2_LOW);
    double[] inputGates = layer.inputGates();
    double[] outputGates = layer.outputGates();
    double[] activation = layer.activation;
    double[] input = raw ? layer.net : activation;
    double[] state = layer.state;
    double[] output = layer.cellOutput;
    double[] factor = layer.factor;
    int[] inputGateAt = layer.inputGateAt;
    int[] outputGateAt = layer.outputGateAt;
    int cells = layer.cells;
    int first = layer.cellLane * LANES;
    int own = layer.present * layer.carriedWidth * LANES;
    int ofGate = own + cells * LANES;
    for (int cell = 0; cell < cells; cell++) {
      int at = cell * LANES;
      DoubleVector gate = DoubleVector.fromArray(TRIALS, inputGates, inputGateAt[cell]);
      DoubleVector value = DoubleVector.fromArray(TRIALS, input, first + at);
      DoubleVector slope = gate;
      if (!raw) {
        value = value.fma(scale, shift);
        DoubleVector q = value.sub(shift).mul(inverse);
        slope = gate.mul(q.mul(scale).mul(one.sub(q)));
      }
      DoubleVector x = gate.fma(value, DoubleVector.fromArray(TRIALS, state, at));
      x.intoArray(state, at);
      slope.intoArray(factor, own + at);
      if (gated) {
        value.mul(gate).mul(one.sub(gate)).intoArray(factor, ofGate + at);
      }
      DoubleVector h = x;
      if (!plain) {
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
        h =
            one.div(below)
                .blend(one, x.compare(VectorOperators.GT, limit))
                .blend(least, x.compare(VectorOperators.LT, limit.neg()))
                .fma(shownScale, shownShift);
      }
      h.intoArray(output, at);
      DoubleVector.fromArray(TRIALS, outputGates, outputGateAt[cell])
          .mul(h)
          .intoArray(activation, first + at);
    }
  }
}
