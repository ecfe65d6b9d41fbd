package dev.carrousel.service.jobs;

import dev.carrousel.service.web.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which jobs are wanted.
 *
 * @param status where they stand, null for anywhere
 * @param label key and value that they bear, null for any
 */
record JobFilter(@Nullable Status status, @Nullable Label label) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ANYTHING = "%";

  static JobFilter of(@Nullable String status, @Nullable String label) {
    return new JobFilter(
        status == null ? null : status(status), label == null ? null : label(label));
  }

  /** What the stored labels must look like. */
  String labelText() {
    if (label == null) {
      return ANYTHING;
    }
    String pair =
        JSON.writeValueAsString(label.key()) + ":" + JSON.writeValueAsString(label.value());
    return ANYTHING + pair.replace("!", "!!").replace("%", "!%").replace("_", "!_") + ANYTHING;
  }

  private static Status status(String text) {
    return Arrays.stream(Status.values())
        .filter(status -> status.json().equals(text))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.invalid(
                "?status",
                "unknown_status",
                "The status must be one of %s, was %s."
                    .formatted(Arrays.stream(Status.values()).map(Status::json).toList(), text)));
  }

  private static Label label(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw ProblemException.invalid(
          "?label", "malformed_label", "The label must be key:value, was %s.".formatted(text));
    }
    return new Label(text.substring(0, colon), text.substring(colon + 1));
  }

  /** A mark that users put on jobs. */
  record Label(String key, String value) {}
}
