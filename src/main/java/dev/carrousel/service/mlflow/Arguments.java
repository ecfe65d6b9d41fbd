package dev.carrousel.service.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks: the query of a GET or the body of a POST. As in MLflow, whole numbers may be
 * written as texts, and members that nobody knows are passed over.
 */
final class Arguments {

  private final JsonNode given;
  private final boolean query;

  private Arguments(JsonNode given, boolean query) {
    this.given = given;
    this.query = query;
  }

  /** Of a query, each parameter with the list of its values. */
  static Arguments ofQuery(JsonNode parameters) {
    return new Arguments(parameters, true);
  }

  static Arguments ofBody(JsonNode body) {
    return new Arguments(body, false);
  }

  /** A text that must be there. */
  String text(String name) {
    return find(name)
        .orElseThrow(() -> MlflowException.invalid("The parameter %s is missing.".formatted(name)));
  }

  Optional<String> find(String name) {
    JsonNode value = single(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong(name, "a text", value);
    }
    return Optional.of(value.asString()).filter(text -> !text.isEmpty());
  }

  List<String> texts(String name) {
    JsonNode value = given.path(name);
    List<String> texts = new ArrayList<>();
    if (value.isMissingNode() || value.isNull()) {
      return texts;
    }
    if (!value.isArray()) {
      throw wrong(name, "a list of texts", value);
    }
    for (JsonNode one : value) {
      if (!one.isString()) {
        throw wrong(name, "a list of texts", value);
      }
      texts.add(one.asString());
    }
    return texts;
  }

  /** A number from 1 to a maximum. */
  int count(String name, int otherwise, int most) {
    long count = whole(name).orElse((long) otherwise);
    if (count < 1 || count > most) {
      throw MlflowException.invalid(
          "The parameter %s must be 1 to %d, was %d.".formatted(name, most, count));
    }
    return (int) count;
  }

  Optional<Long> whole(String name) {
    JsonNode value = single(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.asString("");
    boolean whole = value.isIntegralNumber() || value.isString();
    if (!whole || !text.matches("-?[0-9]{1,18}")) {
      throw wrong(name, "a whole number", value);
    }
    return Optional.of(Long.valueOf(text));
  }

  private JsonNode single(String name) {
    JsonNode value = given.path(name);
    return query && value.size() == 1 ? value.get(0) : value;
  }

  private static MlflowException wrong(String name, String expected, JsonNode found) {
    String shown = found.toString();
    return MlflowException.invalid(
        "The parameter %s must be %s, was %s."
            .formatted(name, expected, shown.substring(0, Math.min(100, shown.length()))));
  }
}
