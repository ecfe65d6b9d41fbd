package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.original.OriginalTopology;
import dev.carrousel.lstm.original.Squash;
import dev.carrousel.service.models.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A network of memory cell blocks in double precision. No single operator has its blocks, squashing
 * functions and optional gates, so it is a loop of elementary operators, with nothing left out.
 *
 * <p>Hidden units stand in the order input gates, cells block by block, output gates, conventional
 * units, as in the weights.
 */
final class OriginalGraph {

  private final Graph graph;
  private final OriginalTopology topology;
  private final boolean competition;
  private final Tensors weights;
  private final int inputGates;
  private final int outputGates;
  private final int cells;
  private final int lanes;

  OriginalGraph(Graph graph, NetworkShape.Original shape, Tensors weights) {
    this.graph = graph;
    this.topology = shape.topology();
    this.competition = shape.outputGateCompetition();
    this.weights = weights;
    inputGates = topology.inputGates() ? topology.blocks().size() : 0;
    outputGates = topology.outputGates() ? topology.blocks().size() : 0;
    cells = topology.cells();
    lanes = topology.hiddenSize();
  }

  /**
   * What the network answers.
   *
   * @param inputs shape [T,B,I], double precision
   * @return shape [T,B,O]
   */
  String respond(String inputs) {
    List<String> nets = new ArrayList<>();
    int outputs = topology.outputSize();
    if (lanes > 0) {
      int shown = cells + topology.conventionalUnits();
      nets.add(graph.apply("MatMul", hidden(inputs), matrix("output.from_hidden", shown, outputs)));
    }
    if (topology.shortcuts()) {
      String matrix = matrix("output.from_input", topology.inputSize(), outputs);
      nets.add(graph.apply("MatMul", inputs, matrix));
    }
    if (topology.biases().outputs()) {
      nets.add(graph.doubles(weights.doubles("output.bias", List.of(outputs))));
    }
    return graph.apply("Sigmoid", nets.stream().reduce(graph::add).orElseThrow());
  }

  /** What the outputs see of the hidden layer: cells, then conventional units. */
  private String hidden(String inputs) {
    String biases = graph.doubles(weights.doubles("hidden.bias", List.of(lanes)));
    String matrix = matrix("hidden.from_input", topology.inputSize(), lanes);
    String net = graph.add(graph.apply("MatMul", inputs, matrix), biases);
    List<String> initial =
        List.of(
            graph.zeros(inputs, lanes, DataType.DOUBLE),
            graph.zeros(inputs, cells, DataType.DOUBLE));
    String activations =
        new Steps(DataType.DOUBLE, List.of(lanes, cells), lanes, false)
            .over(graph, initial, net, List.of(lanes), this::step)
            .getLast();
    return graph.gather(
        activations,
        graph.longs(
            LongStream.range(inputGates, lanes).filter(lane -> !isOutputGate(lane)).toArray()),
        2);
  }

  private List<String> step(Graph body, List<String> seen) {
    String net = net(body, seen.getFirst(), seen.getLast());
    String conventional =
        body.apply("Sigmoid", part(body, net, inputGates + cells + outputGates, lanes));
    String fed =
        squash(body, topology.cellInput(), part(body, net, inputGates, inputGates + cells));
    List<String> activations = new ArrayList<>();
    if (inputGates > 0) {
      String gates = body.apply("Sigmoid", part(body, net, 0, inputGates));
      activations.add(gates);
      fed = body.multiply(ofCells(body, gates), fed);
    }
    String state = body.add(seen.get(1), fed);
    String shown = squash(body, topology.cellOutput(), state);
    if (outputGates > 0) {
      String gates =
          outputGates(body, part(body, net, inputGates + cells, inputGates + cells + outputGates));
      activations.add(body.multiply(ofCells(body, gates), shown));
      activations.add(gates);
    } else {
      activations.add(shown);
    }
    activations.add(conventional);
    String all = body.concatenate(1, activations);
    return List.of(all, state, all);
  }

  private String net(Graph body, String before, String net) {
    long[] sources = LongStream.range(0, lanes).filter(this::feedsHiddenLayer).toArray();
    if (sources.length == 0) {
      return net;
    }
    String read = body.gather(before, body.longs(sources), 1);
    double[] values = weights.doubles("hidden.from_hidden", List.of(sources.length, lanes));
    return body.add(net, body.apply("MatMul", read, body.doubles(values, sources.length, lanes)));
  }

  private boolean feedsHiddenLayer(long lane) {
    boolean gate = lane < inputGates || isOutputGate(lane);
    boolean cell = !gate && lane < inputGates + cells;
    return gate
        ? topology.hiddenSources().gates()
        : cell ? topology.hiddenSources().cells() : topology.hiddenSources().conventionalUnits();
  }

  private boolean isOutputGate(long lane) {
    return lane >= inputGates + cells && lane < inputGates + cells + outputGates;
  }

  /** With competition only the first of the strongest opens. */
  private String outputGates(Graph body, String net) {
    String gates = body.apply("Sigmoid", net);
    if (!competition) {
      return gates;
    }
    String strongest = body.node("ArgMax", net).with("axis", 1).with("keepdims", 1).output();
    String numbers = body.longs(LongStream.range(0, outputGates).toArray());
    return body.multiply(gates, body.toDoubles(body.apply("Equal", strongest, numbers)));
  }

  /** Each cell's gate, from those of the blocks. */
  private String ofCells(Graph body, String gates) {
    long[] blocks =
        IntStream.range(0, topology.blocks().size())
            .flatMap(block -> IntStream.range(0, topology.blocks().get(block)).map(_ -> block))
            .asLongStream()
            .toArray();
    return body.gather(gates, body.longs(blocks), 1);
  }

  private static String squash(Graph body, Squash squash, String net) {
    return switch (squash) {
      case IDENTITY -> net;
      case UNIT -> body.apply("Sigmoid", net);
      case CENTERED_ONE -> stretched(body, net, 2);
      case CENTERED_TWO -> stretched(body, net, 4);
    };
  }

  /** The logistic function over a range of so many, around 0. */
  private static String stretched(Graph body, String net, double range) {
    String unit = body.apply("Sigmoid", net);
    return body.subtract(body.multiply(unit, body.number(range)), body.number(range / 2));
  }

  private static String part(Graph body, String net, int from, int to) {
    return body.slice(net, 1, from, to);
  }

  private String matrix(String name, int rows, int columns) {
    return graph.doubles(weights.doubles(name, List.of(rows, columns)), rows, columns);
  }
}
