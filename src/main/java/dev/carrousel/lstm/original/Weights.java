package dev.carrousel.lstm.original;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The weights of a network, or anything of their shape such as a gradient.
 *
 * <p>By name they are: {@code blocks} [B], the cells of each block; {@code hidden.bias} [H], 0
 * where a unit has none; {@code hidden.from_hidden} [S,H], S the hidden sources; {@code
 * hidden.from_input} [I,H]; {@code output.bias} [O] if outputs are biased; {@code
 * output.from_hidden} [C+N,O]; {@code output.from_input} [I,O] if there are shortcuts. Units stand
 * in the order of {@link Layout}.
 */
final class Weights {

  final Layout layout;

  /** Shape [rows, width] of the hidden layer. */
  final double[] hidden;

  /** Shape [outputRows, outputWidth] of the output layer. */
  final double[] output;

  /** All zero. */
  Weights(Layout layout) {
    this.layout = layout;
    hidden = new double[layout.rows * layout.width];
    output = new double[layout.outputRows * layout.outputWidth];
  }

  /** Draws weights as they begin. */
  static Weights drawn(Layout layout, InitialWeights initial, RandomGenerator random) {
    Weights weights = new Weights(layout);
    draw(weights.hidden, layout.lanes, layout.width, initial.range(), random);
    draw(weights.output, layout.topology.outputSize(), layout.outputWidth, initial.range(), random);
    setAll(weights.hidden, 0, initial.inputGateBiases(), layout.inputGates);
    setAll(weights.hidden, layout.outputGateLane, initial.outputGateBiases(), layout.outputGates);
    weights.clearMissingBiases();
    return weights;
  }

  /** Takes over the weights of a smaller network whose units all exist here. */
  void takeOver(Weights smaller) {
    copyByName(
        new Names(smaller.layout.rowNames(), smaller.layout.laneNames(), smaller.layout.width),
        smaller.hidden,
        new Names(layout.rowNames(), layout.laneNames(), layout.width),
        hidden);
    copyByName(
        new Names(
            smaller.layout.outputRowNames(),
            smaller.layout.outputNames(),
            smaller.layout.outputWidth),
        smaller.output,
        new Names(layout.outputRowNames(), layout.outputNames(), layout.outputWidth),
        output);
  }

  /** Sets to 0 the bias weights that do not exist. */
  void clearMissingBiases() {
    for (int lane : layout.unbiasedLanes) {
      hidden[lane] = 0;
    }
    if (!layout.topology.biases().outputs()) {
      for (int lane = 0; lane < layout.outputWidth; lane++) {
        output[lane] = 0;
      }
    }
  }

  /** Copies by name. */
  Tensors tensors() {
    List<Tensor> tensors = new ArrayList<>();
    long[] sizes = layout.topology.blocks().stream().mapToLong(Integer::longValue).toArray();
    tensors.add(new Tensor.Longs("blocks", List.of(sizes.length), sizes));
    for (Slice slice : slices()) {
      double[] values = new double[slice.rows * slice.lanes];
      for (int row = 0; row < slice.rows; row++) {
        int at = (slice.firstRow + row) * slice.width;
        System.arraycopy(slice.matrix, at, values, row * slice.lanes, slice.lanes);
      }
      tensors.add(new Tensor.Doubles(slice.name, slice.shape(), values));
    }
    return new Tensors(tensors);
  }

  /** Takes the values from tensors as {@link #tensors} answers them for this layout. */
  void take(Tensors tensors) {
    for (Slice slice : slices()) {
      double[] values = tensors.doubles(slice.name, slice.shape());
      for (int row = 0; row < slice.rows; row++) {
        int at = (slice.firstRow + row) * slice.width;
        System.arraycopy(values, row * slice.lanes, slice.matrix, at, slice.lanes);
      }
    }
    clearMissingBiases();
  }

  /** The sizes of the blocks of which tensors speak. */
  static List<Integer> blocksOf(Tensors tensors) {
    if (tensors.get("blocks") instanceof Tensor.Longs blocks && blocks.shape().size() == 1) {
      List<Integer> sizes = new ArrayList<>();
      for (long cells : blocks.values()) {
        sizes.add(Math.toIntExact(cells));
      }
      return sizes;
    }
    throw new IllegalArgumentException("tensor blocks must be a row of whole numbers");
  }

  private List<Slice> slices() {
    int lanes = layout.lanes;
    int width = layout.width;
    int outputs = layout.topology.outputSize();
    int outputWidth = layout.outputWidth;
    int inputs = layout.topology.inputSize();
    List<Slice> slices = new ArrayList<>();
    slices.add(new Slice("hidden.bias", hidden, 0, 1, lanes, width));
    slices.add(new Slice("hidden.from_hidden", hidden, 1, layout.inputRow - 1, lanes, width));
    slices.add(new Slice("hidden.from_input", hidden, layout.inputRow, inputs, lanes, width));
    if (layout.topology.biases().outputs()) {
      slices.add(new Slice("output.bias", output, 0, 1, outputs, outputWidth));
    }
    int shown = layout.outputInputRow - 1;
    slices.add(new Slice("output.from_hidden", output, 1, shown, outputs, outputWidth));
    if (layout.topology.shortcuts()) {
      int row = layout.outputInputRow;
      slices.add(new Slice("output.from_input", output, row, inputs, outputs, outputWidth));
    }
    return slices;
  }

  private static void draw(
      double[] matrix, int lanes, int width, double range, RandomGenerator random) {
    for (int at = 0; at < matrix.length; at += width) {
      for (int lane = 0; lane < lanes; lane++) {
        matrix[at + lane] = range * (2 * random.nextDouble() - 1);
      }
    }
  }

  private static void setAll(double[] biases, int firstLane, List<Double> values, int count) {
    for (int number = 0; number < Math.min(count, values.size()); number++) {
      biases[firstLane + number] = values.get(number);
    }
  }

  private static void copyByName(Names from, double[] source, Names to, double[] destination) {
    for (int row = 0; row < from.rows.size(); row++) {
      int toRow = to.rows.indexOf(from.rows.get(row)) * to.width;
      for (int lane = 0; lane < from.lanes.size(); lane++) {
        int toLane = to.lanes.indexOf(from.lanes.get(lane));
        destination[toRow + toLane] = source[row * from.width + lane];
      }
    }
  }

  private record Names(List<String> rows, List<String> lanes, int width) {}

  private record Slice(String name, double[] matrix, int firstRow, int rows, int lanes, int width) {

    List<Integer> shape() {
      return name.endsWith(".bias") ? List.of(lanes) : List.of(rows, lanes);
    }
  }
}
