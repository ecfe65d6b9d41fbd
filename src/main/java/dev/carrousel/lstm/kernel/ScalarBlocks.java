package dev.carrousel.lstm.kernel;

import java.util.Arrays;

/** The kernels of memory cell blocks in plain Java. */
final class ScalarBlocks implements BlockKernels {

  private final BlockLayer layer;

  ScalarBlocks(BlockLayer layer) {
    this.layer = layer;
  }

  @Override
  public void step() {
    int[] sourceLane = layer.sourceLane;
    for (int number = 0; number < sourceLane.length; number++) {
      layer.source[1 + number] = layer.activation[sourceLane[number]];
    }
    sumUp();
    openGates();
    advanceCells();
  }

  /** Bias and inputs first, as they are known earliest. */
  private void sumUp() {
    double[] net = layer.net;
    double[] weights = layer.weights;
    int width = layer.width;
    System.arraycopy(weights, 0, net, 0, width);
    if (layer.symbol >= 0) {
      DoubleRows.addRow(net, weights, (layer.inputRow + layer.symbol) * width, 1, width);
    } else {
      DoubleRows.addWeighted(net, weights, layer.source, layer.inputRow, layer.rows, width);
    }
    Arrays.fill(layer.evenSum, 0);
    Arrays.fill(layer.oddSum, 0);
    DoubleRows.addAlternating(
        layer.evenSum, layer.oddSum, weights, layer.source, layer.inputRow, width);
    for (int lane = 0; lane < width; lane++) {
      net[lane] += layer.evenSum[lane] + layer.oddSum[lane];
    }
  }

  private void openGates() {
    for (int lane = 0; lane < layer.inputGates; lane++) {
      layer.activation[lane] = Logistic.of(layer.net[lane]);
    }
    for (int lane = layer.outputGateLane; lane < layer.lanes; lane++) {
      layer.activation[lane] = Logistic.of(layer.net[lane]);
    }
    if (layer.competition) {
      closeLosers();
    }
  }

  private void closeLosers() {
    double[] net = layer.net;
    int winner = layer.outputGateLane;
    for (int lane = winner + 1; lane < layer.conventionalLane; lane++) {
      if (net[lane] > net[winner]) {
        winner = lane;
      }
    }
    for (int lane = layer.outputGateLane; lane < layer.conventionalLane; lane++) {
      if (lane != winner) {
        layer.activation[lane] = 0;
      }
    }
  }

  /** In two loops, so that a processor can work on all cells at a time. */
  private void advanceCells() {
    for (int cell = 0; cell < layer.cells; cell++) {
      layer.cellInput[cell] = layer.cellInputSquash.of(layer.net[layer.cellLane + cell]);
    }
    for (int cell = 0; cell < layer.cells; cell++) {
      int block = layer.blockOf[cell];
      double s = Math.fma(layer.inputGate(block), layer.cellInput[cell], layer.state[cell]);
      layer.state[cell] = s;
      layer.cellOutput[cell] = layer.cellOutputSquash.of(s);
      layer.activation[layer.cellLane + cell] = layer.outputGate(block) * layer.cellOutput[cell];
    }
  }

  @Override
  public void carry() {
    double[] factor = layer.factor;
    int cells = layer.cells;
    for (int cell = 0; cell < cells; cell++) {
      double gate = layer.inputGate(layer.blockOf[cell]);
      double value = layer.cellInput[cell];
      factor[cell] = gate * layer.cellInputSquash.slope(value);
      if (layer.inputGates > 0) {
        factor[cells + cell] = value * gate * (1 - gate);
      }
    }
    int width = layer.carriedWidth;
    DoubleRows.addOuter(layer.derivatives, layer.source, factor, layer.denseRows(), width);
    if (layer.symbol >= 0) {
      int at = (layer.inputRow + layer.symbol) * width;
      DoubleRows.addToRow(layer.derivatives, at, factor, 1, width);
    }
  }

  @Override
  public void descend(double[] into, double scale, double[] arriving, int[] seen, int count) {
    blame(scale, arriving);
    for (int lane = 0; lane < layer.carriedWidth; lane += 4) {
      accumulateFour(into, seen, count, lane);
    }
    accumulatePresent(into, 0, layer.denseRows());
    if (layer.symbol >= 0) {
      int row = layer.inputRow + layer.symbol;
      layer.source[row] = 1;
      accumulatePresent(into, row, row + 1);
    }
  }

  private void blame(double scale, double[] arriving) {
    Arrays.fill(layer.presentError, 0);
    for (int cell = 0; cell < layer.cells; cell++) {
      int block = layer.blockOf[cell];
      double h = layer.cellOutput[cell];
      double gate = layer.outputGate(block);
      double e = scale * (gate * layer.cellOutputSquash.slope(h) * arriving[cell]);
      layer.carriedError[cell] = e;
      if (layer.inputGates > 0) {
        layer.carriedError[layer.cells + cell] = e;
      }
      if (layer.outputGates > 0) {
        layer.presentError[layer.outputGateLane + block] += gate * (1 - gate) * h * arriving[cell];
      }
    }
    for (int lane = layer.conventionalLane; lane < layer.lanes; lane++) {
      double y = layer.activation[lane];
      int unit = layer.cells + lane - layer.conventionalLane;
      layer.presentError[lane] = y * (1 - y) * arriving[unit];
    }
    for (int lane = layer.outputGateLane; lane < layer.lanes; lane++) {
      layer.presentError[lane] *= scale;
    }
  }

  private void accumulateFour(double[] into, int[] rows, int count, int lane) {
    int toA = layer.weightLane[lane];
    int toB = layer.weightLane[lane + 1];
    int toC = layer.weightLane[lane + 2];
    int toD = layer.weightLane[lane + 3];
    double a = layer.carriedError[lane];
    double b = layer.carriedError[lane + 1];
    double c = layer.carriedError[lane + 2];
    double d = layer.carriedError[lane + 3];
    double[] derivatives = layer.derivatives;
    for (int number = 0; number < count; number++) {
      int to = rows[number] * layer.width;
      int from = rows[number] * layer.carriedWidth + lane;
      into[to + toA] = Math.fma(a, derivatives[from], into[to + toA]);
      into[to + toB] = Math.fma(b, derivatives[from + 1], into[to + toB]);
      into[to + toC] = Math.fma(c, derivatives[from + 2], into[to + toC]);
      into[to + toD] = Math.fma(d, derivatives[from + 3], into[to + toD]);
    }
  }

  /** What output gates and conventional units learn from: this step alone. */
  private void accumulatePresent(double[] into, int firstRow, int endRow) {
    for (int lane = layer.outputGateLane; lane < layer.lanes; lane++) {
      double e = layer.presentError[lane];
      int at = firstRow * layer.width + lane;
      for (int row = firstRow; row < endRow; row++, at += layer.width) {
        into[at] = Math.fma(e, layer.source[row], into[at]);
      }
    }
  }
}
