package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.SLOTS;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Gates and cells of trials that share vectors: from net inputs to activations and factors.
 *
 * <p>The logistic function of {@link VectorLogistic} is written out, with the signs of r, of its
 * odd and even powers and of 2^k such that no change of signs is left; the bits are the same. Where
 * a compiler has inlined too much it inlines no helper any more, and vectors that pass through
 * calls are slow. Constants are no variables, which a loop would load anew each time.
 */
final class TrialCells {

  /** With the bit that becomes the sign of the power. */
  private static final double NEGATIVE_ROUNDER = Logistic.ROUNDER + 2048;

  private final TrialLayer layer;

  TrialCells(TrialLayer layer) {
    this.layer = layer;
  }

  /** Activations of all units, those of cells before squashing and gates. */
  void open() {
    double[] net = layer.net;
    double[] source = layer.source;
    int activation = layer.activation;
    int lanes = layer.lanes;
    for (int lane = 0; lane < lanes; lane++) {
      DoubleVector x = DoubleVector.fromArray(TRIALS, net, lane * LANES);
      DoubleVector rounded = x.fma(-Logistic.LOG2_E, NEGATIVE_ROUNDER);
      DoubleVector whole = rounded.sub(NEGATIVE_ROUNDER);
      DoubleVector r =
          whole.fma(
              DoubleVector.broadcast(TRIALS, Logistic.LN2_LOW),
              whole.fma(DoubleVector.broadcast(TRIALS, Logistic.LN2_HIGH), x));
      DoubleVector power =
          rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
      DoubleVector square = r.mul(r);
      DoubleVector fourth = square.mul(square);
      DoubleVector low =
          square.fma(r.fma(Logistic.C3, -Logistic.C2), r.fma(Logistic.C1, -Logistic.C0));
      DoubleVector middle =
          square.fma(r.fma(Logistic.C7, -Logistic.C6), r.fma(Logistic.C5, -Logistic.C4));
      DoubleVector series = fourth.fma(fourth.fma(r.fma(Logistic.C9, -Logistic.C8), middle), low);
      DoubleVector below =
          power.fma(square.fma(series, r), DoubleVector.broadcast(TRIALS, 1).sub(power));
      DoubleVector.broadcast(TRIALS, 1)
          .div(below)
          .blend(1, x.compare(VectorOperators.GT, Logistic.LIMIT))
          .blend(Double.MIN_NORMAL, x.compare(VectorOperators.LT, -Logistic.LIMIT))
          .intoArray(source, activation + lane * SLOTS);
    }
  }

  /**
   * States, what they show, and what the sources of this step are multiplied by in the derivatives.
   */
  void advance() {
    Squashing squash = layer.shape.cellInput();
    Squashing shown = layer.shape.cellOutput();
    boolean raw = squash.identity;
    boolean plain = shown.identity;
    boolean gated = layer.carried > layer.cells;
    double scale = squash.scale;
    double shift = squash.shift;
    double inverse = squash.inverse;
    double shownScale = shown.scale;
    double shownShift = shown.shift;
    double[] source = layer.source;
    double[] input = raw ? layer.net : source;
    double[] state = layer.state;
    double[] output = layer.cellOutput;
    double[] factor = layer.factor;
    int[] inputGateAt = layer.inputGateAt;
    int[] outputGateAt = layer.outputGateAt;
    int cells = layer.cells;
    int activation = layer.activation;
    int first = activation + layer.cellLane * SLOTS;
    int inputAt = raw ? layer.cellLane * LANES : first;
    int inputStride = raw ? LANES : SLOTS;
    int own = layer.presentFactor;
    int ofGate = own + cells * SLOTS;
    for (int cell = 0; cell < cells; cell++) {
      int at = cell * LANES;
      DoubleVector gate = DoubleVector.fromArray(TRIALS, source, activation + inputGateAt[cell]);
      DoubleVector value = DoubleVector.fromArray(TRIALS, input, inputAt + cell * inputStride);
      DoubleVector slope = gate;
      if (!raw) {
        value = value.fma(scale, shift);
        DoubleVector q = value.sub(shift).mul(inverse);
        slope = gate.mul(q.mul(scale).mul(DoubleVector.broadcast(TRIALS, 1).sub(q)));
      }
      DoubleVector x = gate.fma(value, DoubleVector.fromArray(TRIALS, state, at));
      x.intoArray(state, at);
      slope.intoArray(factor, own + cell * SLOTS);
      if (gated) {
        value
            .mul(gate)
            .mul(DoubleVector.broadcast(TRIALS, 1).sub(gate))
            .intoArray(factor, ofGate + cell * SLOTS);
      }
      DoubleVector h = x;
      if (!plain) {
        DoubleVector rounded = x.fma(-Logistic.LOG2_E, NEGATIVE_ROUNDER);
        DoubleVector whole = rounded.sub(NEGATIVE_ROUNDER);
        DoubleVector r =
            whole.fma(
                DoubleVector.broadcast(TRIALS, Logistic.LN2_LOW),
                whole.fma(DoubleVector.broadcast(TRIALS, Logistic.LN2_HIGH), x));
        DoubleVector power =
            rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
        DoubleVector square = r.mul(r);
        DoubleVector fourth = square.mul(square);
        DoubleVector low =
            square.fma(r.fma(Logistic.C3, -Logistic.C2), r.fma(Logistic.C1, -Logistic.C0));
        DoubleVector middle =
            square.fma(r.fma(Logistic.C7, -Logistic.C6), r.fma(Logistic.C5, -Logistic.C4));
        DoubleVector series = fourth.fma(fourth.fma(r.fma(Logistic.C9, -Logistic.C8), middle), low);
        DoubleVector below =
            power.fma(square.fma(series, r), DoubleVector.broadcast(TRIALS, 1).sub(power));
        h =
            DoubleVector.broadcast(TRIALS, 1)
                .div(below)
                .blend(1, x.compare(VectorOperators.GT, Logistic.LIMIT))
                .blend(Double.MIN_NORMAL, x.compare(VectorOperators.LT, -Logistic.LIMIT))
                .fma(shownScale, shownShift);
      }
      h.intoArray(output, at);
      DoubleVector.fromArray(TRIALS, source, activation + outputGateAt[cell])
          .mul(h)
          .intoArray(source, first + cell * SLOTS);
    }
  }
}
