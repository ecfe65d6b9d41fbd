package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.carrousel.lstm.problem.ClassFrame;
import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.lstm.problem.ValueFrame;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import java.util.ArrayList;
import java.util.List;

/** Graphs that answer whole sequences: classes, numbers, next symbols, and the outputs of tasks. */
final class AnswerGraph {

  private static final String TIME = "time";
  private static final String BATCH = "batch";

  private final Graph graph;
  private final NetworkGraph network;

  AnswerGraph(Graph graph, Artifact artifact) {
    this.graph = graph;
    this.network = new NetworkGraph(graph, artifact);
  }

  /** Probabilities and likeliest class, of each row or of the sequence. */
  void classes(RowsGraph rows, ClassFrame frame) {
    String response = network.respond(rows.rows(TIME).encoded());
    int count = frame.classes().size();
    if (frame.everyRow()) {
      String steps = graph.transpose(response, 1, 0, 2);
      graph.output("probabilities", steps, DataType.DOUBLE, BATCH, TIME, count);
      String label = Texts.ofLargest(graph, steps, frame.classes());
      graph.output("label", label, DataType.STRING, BATCH, TIME);
    } else {
      String last = graph.reshape(network.last(response), -1, count);
      graph.output("probabilities", last, DataType.DOUBLE, BATCH, count);
      String label = Texts.ofLargest(graph, last, frame.classes());
      graph.output("label", label, DataType.STRING, BATCH);
    }
  }

  /** One number in the units of the target. */
  void value(RowsGraph rows, ValueFrame frame) {
    String response = network.respond(rows.rows(TIME).encoded());
    String last = graph.reshape(network.last(response), -1);
    String scaled = graph.multiply(last, graph.number(frame.deviation()));
    String value = graph.add(scaled, graph.number(frame.mean()));
    graph.output("value", value, DataType.DOUBLE, BATCH);
  }

  /** Probabilities of the symbols that may follow; the last one is the end of the series. */
  void nextSymbol(SymbolFrame frame) {
    String texts = graph.input("symbols", DataType.STRING, BATCH, TIME);
    List<String> known = frame.symbols();
    String numbers = Texts.numbers(graph, texts, known, frame.alphabetSize());
    String symbols = graph.transpose(numbers, 1, 0);
    if (frame.ends()) {
      String batch = graph.slice(graph.apply("Shape", symbols), 0, 1, 2);
      String shape = graph.concatenate(0, List.of(graph.longs(1), batch));
      String beginning = graph.apply("Expand", graph.longs(known.size()), shape);
      symbols = graph.concatenate(0, List.of(beginning, symbols));
    }
    String recent = graph.slice(symbols, 0, -frame.window(), Long.MAX_VALUE);
    String response = network.respondToSymbols(recent);
    String last = graph.reshape(network.last(response), -1, frame.alphabetSize());
    graph.output("probabilities", last, DataType.DOUBLE, BATCH, frame.alphabetSize());
    List<String> named = new ArrayList<>(known);
    if (frame.ends()) {
      named.add("");
    }
    graph.output("symbol", Texts.ofLargest(graph, last, named), DataType.STRING, BATCH);
  }

  /** One output vector per step. */
  void outputs(Predictor.Answerer answerer) {
    boolean embeds =
        answerer.network() instanceof NetworkShape.Lstm lstm && lstm.toShape().embeddingSize() > 0;
    String response;
    if (embeds) {
      String symbols = graph.input("symbols", DataType.INT64, BATCH, TIME);
      response = network.respondToSymbols(graph.transpose(symbols, 1, 0));
    } else {
      String vectors =
          graph.input("vectors", DataType.DOUBLE, BATCH, TIME, inputSize(answerer.network()));
      response = network.respond(graph.transpose(vectors, 1, 0, 2));
    }
    String outputs = graph.transpose(response, 1, 0, 2);
    graph.output("outputs", outputs, DataType.DOUBLE, BATCH, TIME, outputSize(answerer.network()));
  }

  private static int inputSize(NetworkShape shape) {
    return switch (shape) {
      case NetworkShape.Lstm lstm -> lstm.inputSize();
      case NetworkShape.Original original -> original.topology().inputSize();
    };
  }

  private static int outputSize(NetworkShape shape) {
    return switch (shape) {
      case NetworkShape.Lstm lstm -> lstm.outputSize();
      case NetworkShape.Original original -> original.topology().outputSize();
    };
  }
}
