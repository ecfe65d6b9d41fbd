package dev.carrousel.service.onnx;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.web.ProblemException;
import org.springframework.http.HttpStatus;

/**
 * The network of an artifact inside a graph.
 *
 * @param graph the graph
 * @param artifact weights and shape
 */
record NetworkGraph(Graph graph, Artifact artifact) {

  /**
   * What the network answers.
   *
   * @param inputs shape [T,B,I], double precision
   * @return shape [T,B,O], double precision
   */
  String respond(String inputs) {
    Loss loss = artifact.predictor().loss();
    return switch (artifact.predictor().network()) {
      case NetworkShape.Lstm shape ->
          graph.toDoubles(layered(shape).respond(graph.toFloats(inputs), loss));
      case NetworkShape.Original shape ->
          new OriginalGraph(graph, shape, artifact.weights()).respond(inputs);
    };
  }

  /**
   * What the network answers to symbols.
   *
   * @param symbols shape [T,B]
   * @return shape [T,B,O], double precision
   */
  String respondToSymbols(String symbols) {
    if (!(artifact.predictor().network() instanceof NetworkShape.Lstm shape)) {
      throw new ProblemException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "not_expressible",
          "An original network reads vectors; it cannot be written as an ONNX graph that reads symbols.");
    }
    LayeredGraph network = layered(shape);
    String seen = network.see(symbols);
    return graph.toDoubles(network.respond(seen, artifact.predictor().loss()));
  }

  /** Of what {@link #respond} answers the last step, shape [1,B,O]. */
  String last(String response) {
    return graph.gather(response, graph.longs(-1), 0);
  }

  private LayeredGraph layered(NetworkShape.Lstm shape) {
    return new LayeredGraph(graph, shape.toShape(), artifact.weights());
  }
}
