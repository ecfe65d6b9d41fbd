package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.BYTES;
import static dev.carrousel.lstm.kernel.TrialLayer.LANES;
import static dev.carrousel.lstm.kernel.TrialLayer.ORDER;
import static dev.carrousel.lstm.kernel.TrialLayer.TRIALS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** Trials as lanes of the widest vectors of this machine. */
final class VectorTrials implements TrialKernels {

  private final TrialLayer layer;
  private final TrialSums sums;
  private final TrialCells cells;
  private final TrialCarry carry;
  private final TrialOutputs outputs;
  private final TrialDescent descent;

  VectorTrials(BlockShape shape, OutputShape outputShape) {
    layer = new TrialLayer(shape, outputShape);
    sums = new TrialSums(layer);
    cells = new TrialCells(layer);
    carry = new TrialCarry(layer);
    outputs = new TrialOutputs(layer);
    descent = new TrialDescent(layer);
  }

  @Override
  public int trials() {
    return LANES;
  }

  @Override
  public double hiddenWeight(int row, int lane, int trial) {
    return layer.weights.get(ValueLayout.JAVA_DOUBLE, at(row, lane, trial));
  }

  @Override
  public void setHiddenWeight(int row, int lane, int trial, double weight) {
    layer.weights.set(ValueLayout.JAVA_DOUBLE, at(row, lane, trial), weight);
  }

  private long at(int row, int lane, int trial) {
    return layer.at(row, lane) + (long) trial * Double.BYTES;
  }

  @Override
  public double outputWeight(int row, int k, int trial) {
    return layer.outputWeights[(row * layer.outputWidth + k) * LANES + trial];
  }

  @Override
  public void setOutputWeight(int row, int k, int trial, double weight) {
    layer.outputWeights[(row * layer.outputWidth + k) * LANES + trial] = weight;
  }

  @Override
  public double[] outputs() {
    return outputs.output;
  }

  @Override
  public void reset() {
    layer.reset();
    carry.reset();
  }

  @Override
  public void step(double[] inputs, int at) {
    carry.begin();
    sums.sumUp(inputs, at);
    cells.open();
    carry.carry();
    cells.advance();
    carry.end();
  }

  @Override
  public void answer() {
    outputs.answer();
  }

  @Override
  public void descend(double[] errors, double rate) {
    boolean atOnce = rate != 0;
    double scale = atOnce ? rate : 1;
    carry.finish();
    outputs.blame(errors);
    outputs.descend(atOnce ? layer.outputWeights : layer.outputGradient, scale);
    descent.descend(atOnce ? layer.weights : layer.gradient, scale, outputs.arriving);
    if (atOnce) {
      clearMissingBiases(layer.weights, layer.outputWeights);
    }
  }

  @Override
  public void apply(double rate) {
    clearMissingBiases(layer.gradient, layer.outputGradient);
    move(layer.weights, layer.gradient, rate);
    move(layer.outputWeights, layer.outputGradient, rate);
  }

  private static void move(MemorySegment weights, MemorySegment gradient, double rate) {
    DoubleVector factor = DoubleVector.broadcast(TRIALS, rate);
    for (long at = 0; at < weights.byteSize(); at += BYTES) {
      DoubleVector.fromMemorySegment(TRIALS, gradient, at, ORDER)
          .fma(factor, DoubleVector.fromMemorySegment(TRIALS, weights, at, ORDER))
          .intoMemorySegment(weights, at, ORDER);
    }
    gradient.fill((byte) 0);
  }

  private static void move(double[] weights, double[] gradient, double rate) {
    for (int at = 0; at < weights.length; at++) {
      weights[at] = Math.fma(rate, gradient[at], weights[at]);
      gradient[at] = 0;
    }
  }

  private void clearMissingBiases(MemorySegment hidden, double[] ofOutputs) {
    for (int lane : layer.outputShape.unbiasedLanes()) {
      DoubleVector.zero(TRIALS).intoMemorySegment(hidden, layer.at(0, lane), ORDER);
    }
    if (!layer.outputShape.biased()) {
      Arrays.fill(ofOutputs, 0, layer.outputWidth * LANES, 0);
    }
  }
}
