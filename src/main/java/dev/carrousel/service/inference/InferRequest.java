package dev.carrousel.service.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to infer, read strictly once.
 *
 * @param id what the client calls it, null for nothing
 * @param sequence the sequence it belongs to, null for none
 * @param inputs the inputs by name
 * @param outputs the outputs that are wanted, each with the number of classes to tell, 0 for the
 *     values themselves; empty for the default
 */
record InferRequest(
    @Nullable String id,
    @Nullable SequenceStep sequence,
    Map<String, InputTensor> inputs,
    Map<String, Integer> outputs) {

  private static final int MOST_TENSORS = 20;

  static InferRequest of(JsonNode body) {
    if (!body.isObject()) {
      throw InferenceException.invalid("the body must be a JSON object");
    }
    JsonNode id = body.path("id");
    if (!id.isMissingNode() && !id.isString()) {
      throw InferenceException.invalid("id must be a text");
    }
    JsonNode parameters = parameters(body);
    return new InferRequest(
        id.isString() ? id.asString() : null,
        SequenceStep.of(parameters).orElse(null),
        inputs(body.path("inputs")),
        outputs(body.path("outputs")));
  }

  private static JsonNode parameters(JsonNode node) {
    JsonNode parameters = node.path("parameters");
    if (!parameters.isMissingNode() && !parameters.isObject()) {
      throw InferenceException.invalid("parameters must be an object");
    }
    parameters
        .properties()
        .forEach(parameter -> {
          if (!parameter.getValue().isValueNode() || parameter.getValue().isNull()) {
            throw InferenceException.invalid(
                "parameter %s must be a text, a number or a boolean".formatted(parameter.getKey()));
          }
        });
    if (parameters.path("binary_data").asBoolean(false) || parameters.has("binary_data_size")) {
      throw InferenceException.invalid("binary data is not offered; send and ask for JSON");
    }
    return parameters;
  }

  private static Map<String, InputTensor> inputs(JsonNode nodes) {
    if (!nodes.isArray() || nodes.isEmpty() || nodes.size() > MOST_TENSORS) {
      throw InferenceException.invalid(
          "inputs must be a list of 1 to %d tensors".formatted(MOST_TENSORS));
    }
    Map<String, InputTensor> inputs = new LinkedHashMap<>();
    for (JsonNode node : nodes) {
      parameters(node);
      InputTensor tensor = InputTensor.of(node);
      if (inputs.put(tensor.name(), tensor) != null) {
        throw InferenceException.invalid("there are two inputs %s".formatted(tensor.name()));
      }
    }
    return inputs;
  }

  private static Map<String, Integer> outputs(JsonNode nodes) {
    if (!nodes.isMissingNode() && (!nodes.isArray() || nodes.size() > MOST_TENSORS)) {
      throw InferenceException.invalid(
          "outputs must be a list of at most %d".formatted(MOST_TENSORS));
    }
    Map<String, Integer> outputs = new LinkedHashMap<>();
    for (JsonNode node : nodes) {
      if (!node.path("name").isString()) {
        throw InferenceException.invalid("an output must have a text name");
      }
      JsonNode classes = parameters(node).path("classification");
      if (!classes.isMissingNode() && !(classes.isInt() && classes.intValue() > 0)) {
        throw InferenceException.invalid("classification must be a positive whole number");
      }
      if (outputs.put(node.path("name").asString(), classes.asInt(0)) != null) {
        throw InferenceException.invalid(
            "there are two outputs %s".formatted(node.path("name").asString()));
      }
    }
    return outputs;
  }

  /** An input that must be there. */
  InputTensor required(String name) {
    return optional(name)
        .orElseThrow(() ->
            InferenceException.invalid(
                "the input %s is missing, found %s".formatted(name, inputs.keySet())));
  }

  Optional<InputTensor> optional(String name) {
    return Optional.ofNullable(inputs.get(name));
  }

  /** Refuses inputs and outputs that the model does not have. */
  void requireOnly(List<String> knownInputs, List<String> knownOutputs) {
    requireAll("input", new ArrayList<>(inputs.keySet()), knownInputs);
    requireAll("output", new ArrayList<>(outputs.keySet()), knownOutputs);
  }

  private static void requireAll(String what, List<String> given, List<String> known) {
    for (String name : given) {
      if (!known.contains(name)) {
        throw InferenceException.invalid("there is no %s %s, only %s".formatted(what, name, known));
      }
    }
  }
}
