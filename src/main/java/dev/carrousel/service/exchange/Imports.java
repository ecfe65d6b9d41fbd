package dev.carrousel.service.exchange;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.ModelVersion;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.prediction.Networks;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes new versions of files, once every part of them has been found to fit the others. */
@Service
class Imports {

  /** What may be unknown; anything else that is null is refused. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "series",
          "time",
          "spacing",
          "end",
          "times",
          "before",
          "embeddingSize",
          "forgetting",
          "peepholes",
          "bidirectional",
          "readOut");

  /** Lists in which a value may be unknown. */
  private static final Set<String> WITH_GAPS = Set.of("cells", "before");

  /** What files of earlier versions lack of a history; then it is unknown. */
  private static final Set<String> ADDED_TO_HISTORIES = Set.of("times", "before");

  private final Models models;
  private final Kernels kernels;
  private final JsonMapper json;

  Imports(Models models, Kernels kernels, JsonMapper json) {
    this.models = models;
    this.kernels = kernels;
    this.json = json;
  }

  ModelVersion publish(String name, ReceivedModel received) {
    Predictor predictor = predictor(received.predictor());
    PredictorChecks.check(predictor);
    long values = requireFinite(received.weights());
    NetworkChecks.requireFitting(predictor.network(), values);
    return models.publish(name, artifact(predictor, received.weights()), received.imported());
  }

  private Predictor predictor(JsonNode tree) {
    requireKnown("predictor", tree);
    tree.path("histories").forEach(Imports::complete);
    try {
      return json.readerFor(Predictor.class)
          .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .readValue(tree);
    } catch (JacksonException broken) {
      throw BrokenFile.unreadable("the predictor", broken);
    }
  }

  private static void complete(JsonNode history) {
    if (history instanceof ObjectNode fields) {
      ADDED_TO_HISTORIES.stream().filter(name -> !fields.has(name)).forEach(fields::putNull);
    }
  }

  private static void requireKnown(String field, JsonNode node) {
    JsonTensor.expect(
        !node.isNull() || OPTIONAL.contains(field),
        "the field %s must not be null".formatted(field));
    node.properties().forEach(entry -> requireKnown(entry.getKey(), entry.getValue()));
    if (node.isArray()) {
      node.forEach(element -> requireElement(field, element));
    }
  }

  private static void requireElement(String field, JsonNode element) {
    JsonTensor.expect(
        !element.isNull() || WITH_GAPS.contains(field),
        "the field %s must not hold null".formatted(field));
    if (!element.isNull()) {
      requireKnown(field, element);
    }
  }

  /** The number of all values, each of them finite. */
  private static long requireFinite(Tensors weights) {
    long count = 0;
    for (Tensor tensor : weights) {
      int at = firstNotFinite(tensor);
      JsonTensor.expect(
          at < 0,
          "tensor %s must hold finite numbers, does not at place %d".formatted(tensor.name(), at));
      count += tensor.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }
    return count;
  }

  private static int firstNotFinite(Tensor tensor) {
    switch (tensor) {
      case Tensor.Floats floats -> {
        for (int at = 0; at < floats.values().length; at++) {
          if (!Float.isFinite(floats.values()[at])) {
            return at;
          }
        }
      }
      case Tensor.Doubles doubles -> {
        for (int at = 0; at < doubles.values().length; at++) {
          if (!Double.isFinite(doubles.values()[at])) {
            return at;
          }
        }
      }
      case Tensor.Longs _ -> {}
    }
    return -1;
  }

  /** The weights as this service would have written them, so that equal models stay equal. */
  private Artifact artifact(Predictor predictor, Tensors weights) {
    Learner network;
    try {
      network = Networks.of(new Artifact(weights, predictor, 0), kernels);
    } catch (IllegalArgumentException unfit) {
      throw BrokenFile.because(unfit);
    }
    Tensors own = network.weights();
    Set<String> known = new HashSet<>();
    own.forEach(tensor -> known.add(tensor.name()));
    for (Tensor tensor : weights) {
      JsonTensor.expect(
          known.contains(tensor.name()),
          "the network has no tensor %s, only %s".formatted(tensor.name(), known));
    }
    return new Artifact(own, predictor, network.parameterCount());
  }
}
