package dev.carrousel.service.exchange;

import dev.carrousel.service.web.ProblemException;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** The problem of a file that is not what it should be. */
final class BrokenFile {

  private static final int LONGEST = 500;

  private BrokenFile() {}

  /** With a message that says what must be and what was found. */
  static ProblemException because(String message) {
    String told = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
    String detail = Character.toUpperCase(told.charAt(0)) + told.substring(1);
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "malformed_model",
        detail.endsWith(".") ? detail : detail + ".");
  }

  /** Of something that is no JSON at all, or beyond the limits of it. */
  static ProblemException notJson(String what, JacksonException broken) {
    TokenStreamLocation place = broken.getLocation();
    return because(
        place == null
            ? what + " must be JSON"
            : "%s must be JSON, is not in line %d at column %d"
                .formatted(what, place.getLineNr(), place.getColumnNr()));
  }

  /** Of JSON with something missing, unknown or of another kind than expected. */
  static ProblemException unreadable(String what, JacksonException broken) {
    String place =
        broken.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? String.valueOf(step.getIndex())
                    : step.getPropertyName())
            .collect(Collectors.joining("/"));
    String reason =
        switch (broken) {
          case UnrecognizedPropertyException _ -> "has a field that it must not have";
          case InvalidTypeIdException _ -> "names an unknown kind";
          case ValueInstantiationException impossible
              when impossible.getCause() instanceof IllegalArgumentException cause ->
              "is impossible: " + cause.getMessage();
          default -> "lacks a field or holds another kind of value than expected";
        };
    return because("%s %s, at %s".formatted(what, reason, place.isEmpty() ? "its top" : place));
  }

  static ProblemException because(RuntimeException refused) {
    return because(String.valueOf(refused.getMessage()).lines().findFirst().orElse(""));
  }
}
