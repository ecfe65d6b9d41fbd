package dev.carrousel.service.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Marks that users put on things: keys with values, stored as a JSON object. */
public final class Labels {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ANYTHING = "%";

  private Labels() {}

  /** The labels in a stored text. */
  public static Map<String, String> read(String stored) {
    return JSON.readValue(stored, new TypeReference<Map<String, String>>() {});
  }

  /** The text to store. */
  public static String write(Map<String, String> labels) {
    return JSON.writeValueAsString(labels);
  }

  /**
   * What the stored text of a thing with a label must look like, for LIKE with the escape character
   * {@code !}.
   *
   * @param wanted {@code key:value}; null for any
   */
  public static String pattern(@Nullable String wanted) {
    if (wanted == null) {
      return ANYTHING;
    }
    int colon = wanted.indexOf(':');
    if (colon < 1) {
      throw ProblemException.invalid(
          "?label", "malformed_label", "The label must be key:value, was %s.".formatted(wanted));
    }
    return containing(
        JSON.writeValueAsString(wanted.substring(0, colon))
            + ":"
            + JSON.writeValueAsString(wanted.substring(colon + 1)));
  }

  /** The same for any stored text that contains another. */
  public static String containing(String text) {
    return ANYTHING + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + ANYTHING;
  }
}
