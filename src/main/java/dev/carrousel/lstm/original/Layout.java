package dev.carrousel.lstm.original;

import dev.carrousel.lstm.kernel.BlockLayer;
import dev.carrousel.lstm.kernel.BlockShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where each unit stands in the arrays of a network. Immutable.
 *
 * <p>Lanes of the hidden layer: input gates, cells block by block, output gates, conventional
 * hidden units. Rows of its sources: bias, hidden sources in the order of their lanes, inputs. Rows
 * of the output layer: bias, cells, conventional hidden units, inputs if there are shortcuts.
 */
final class Layout {

  final OriginalTopology topology;
  final int blocks;
  final int cells;

  /** Number of input gates, output gates and conventional units; 0 if there are none. */
  final int inputGates;

  final int outputGates;
  final int conventional;

  /** First lane of the cells, the output gates and the conventional units. */
  final int cellLane;

  final int outputGateLane;
  final int conventionalLane;

  /** Number of lanes H, and the same padded. */
  final int lanes;

  final int width;

  /** Lane of the hidden source in row 1, 2, ... */
  final int[] sourceLane;

  /** First row of the inputs; the rows before it are there at every step. */
  final int inputRow;

  final int rows;
  final int outputWidth;
  final int outputInputRow;
  final int outputRows;

  /** Block of each cell. */
  final int[] blockOf;

  /** Lanes whose bias weight does not exist and stays 0. */
  final int[] unbiasedLanes;

  Layout(OriginalTopology topology) {
    this.topology = topology;
    blocks = topology.blocks().size();
    cells = topology.cells();
    inputGates = topology.inputGates() ? blocks : 0;
    outputGates = topology.outputGates() ? blocks : 0;
    conventional = topology.conventionalUnits();
    cellLane = inputGates;
    outputGateLane = cellLane + cells;
    conventionalLane = outputGateLane + outputGates;
    lanes = conventionalLane + conventional;
    width = BlockLayer.padded(lanes);
    HiddenSources sources = topology.hiddenSources();
    sourceLane = lanesOf(sources.gates(), sources.cells(), sources.conventionalUnits());
    inputRow = 1 + sourceLane.length;
    rows = inputRow + topology.inputSize();
    outputWidth = (topology.outputSize() + 3) & ~3;
    outputInputRow = 1 + cells + conventional;
    outputRows = outputInputRow + (topology.shortcuts() ? topology.inputSize() : 0);
    blockOf = blockOfEachCell(topology.blocks());
    Biases biases = topology.biases();
    unbiasedLanes = lanesOf(!biases.gates(), !biases.cells(), !biases.conventionalUnits());
  }

  /** What the kernels must know of it. */
  BlockShape shape(boolean competition) {
    return new BlockShape(
        blockOf,
        inputGates,
        outputGates,
        conventional,
        sourceLane,
        topology.inputSize(),
        topology.cellInput().function,
        topology.cellOutput().function,
        competition);
  }

  /** Names of the hidden units by lane: in0 ..., c0.0 c0.1 ..., out0 ..., h0 ... */
  List<String> laneNames() {
    List<String> names = new ArrayList<>();
    addNumbered(names, "in", inputGates);
    names.addAll(cellNames());
    addNumbered(names, "out", outputGates);
    addNumbered(names, "h", conventional);
    return names;
  }

  /** Names of the cells: c, block, point, number in the block. */
  List<String> cellNames() {
    List<String> names = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      addNumbered(names, "c" + block + ".", topology.blocks().get(block));
    }
    return names;
  }

  /** Names of the sources of the hidden layer by row: b, hidden units, i0 ... */
  List<String> rowNames() {
    List<String> laneNames = laneNames();
    List<String> names = new ArrayList<>(List.of("b"));
    for (int lane : sourceLane) {
      names.add(laneNames.get(lane));
    }
    addNumbered(names, "i", topology.inputSize());
    return names;
  }

  /** Names of the sources of the output layer by row: b, c0.0 ..., h0 ..., i0 ... */
  List<String> outputRowNames() {
    List<String> names = new ArrayList<>(List.of("b"));
    names.addAll(cellNames());
    addNumbered(names, "h", conventional);
    addNumbered(names, "i", outputRows - outputInputRow);
    return names;
  }

  /** Names of the outputs: o0 o1 ... */
  List<String> outputNames() {
    List<String> names = new ArrayList<>();
    addNumbered(names, "o", topology.outputSize());
    return names;
  }

  private int[] lanesOf(boolean gates, boolean cellsToo, boolean conventionalToo) {
    int[] chosen = new int[lanes];
    int count = 0;
    for (int lane = 0; lane < lanes; lane++) {
      boolean cell = lane >= cellLane && lane < outputGateLane;
      boolean choose = cell ? cellsToo : lane >= conventionalLane ? conventionalToo : gates;
      if (choose) {
        chosen[count++] = lane;
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  private static int[] blockOfEachCell(List<Integer> sizes) {
    int[] blockOf = new int[sizes.stream().mapToInt(Integer::intValue).sum()];
    int cell = 0;
    for (int block = 0; block < sizes.size(); block++) {
      for (int end = cell + sizes.get(block); cell < end; cell++) {
        blockOf[cell] = block;
      }
    }
    return blockOf;
  }

  private static void addNumbered(List<String> names, String prefix, int count) {
    for (int number = 0; number < count; number++) {
      names.add(prefix + number);
    }
  }
}
