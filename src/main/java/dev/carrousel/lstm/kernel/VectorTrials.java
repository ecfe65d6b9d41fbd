package dev.carrousel.lstm.kernel;

import static dev.carrousel.lstm.kernel.TrialLayer.LANES;

import java.util.Arrays;

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
  public int hiddenIndex(int row, int lane) {
    return (row * layer.width + lane) * LANES;
  }

  @Override
  public int outputIndex(int row, int k) {
    return (row * layer.outputWidth + k) * LANES;
  }

  @Override
  public double[] hiddenWeights() {
    return layer.weights;
  }

  @Override
  public double[] outputWeights() {
    return layer.outputWeights;
  }

  @Override
  public double[] outputs() {
    return outputs.output;
  }

  @Override
  public void reset() {
    layer.reset();
  }

  @Override
  public void step(double[] inputs, int at) {
    sums.sumUp(inputs, at);
    cells.advance();
    carry.carry();
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

  private static void move(double[] weights, double[] gradient, double rate) {
    for (int at = 0; at < weights.length; at++) {
      weights[at] = Math.fma(rate, gradient[at], weights[at]);
      gradient[at] = 0;
    }
  }

  private void clearMissingBiases(double[] hidden, double[] ofOutputs) {
    for (int lane : layer.outputShape.unbiasedLanes()) {
      Arrays.fill(hidden, lane * LANES, (lane + 1) * LANES, 0);
    }
    if (!layer.outputShape.biased()) {
      Arrays.fill(ofOutputs, 0, layer.outputWidth * LANES, 0);
    }
  }
}
