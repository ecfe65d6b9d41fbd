package dev.carrousel.service.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What a client is told about a body that does not fit: where, what was expected, what was found.
 */
record UnreadableBody(HttpStatus status, String code, String detail, List<FieldProblem> errors) {

  /** What Jackson's messages call the things it found, and what people call them. */
  private static final Map<String, String> FOUND =
      new TreeMap<>(
          Map.of(
              "START_ARRAY", "a list",
              "START_OBJECT", "an object",
              "from String", "a text",
              "String value", "a text",
              "Floating-point", "a fraction",
              "Integer value", "a whole number",
              "Boolean value", "true or false",
              "end-of-input", "nothing",
              "null", "null"));

  static UnreadableBody of(HttpMessageNotReadableException exception) {
    return switch (exception.getCause()) {
      case StreamConstraintsException tooMuch ->
          whole(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", message(tooMuch));
      case InputCoercionException range ->
          field(range, "out_of_range", "The number does not fit: %s.".formatted(message(range)));
      case StreamReadException syntax ->
          whole(HttpStatus.BAD_REQUEST, "malformed_json", syntax(syntax));
      case UnrecognizedPropertyException unknown ->
          field(unknown, "unknown_field", unknownField(unknown));
      case InvalidTypeIdException type ->
          field(pointer(type) + "/type", "unknown_type", unknownType(type));
      case InvalidFormatException format when isChoice(format) ->
          field(format, "unknown_value", choice(format));
      case MismatchedInputException mismatch -> field(mismatch, "wrong_type", mismatch(mismatch));
      case DatabindException binding -> field(binding, "invalid", message(binding));
      case null, default ->
          whole(
              HttpStatus.BAD_REQUEST,
              "unreadable_body",
              "A JSON body is required and could not be read.");
    };
  }

  private static UnreadableBody whole(HttpStatus status, String code, String detail) {
    return new UnreadableBody(status, code, detail, List.of());
  }

  private static UnreadableBody field(JacksonException exception, String code, String detail) {
    return field(pointer(exception), code, detail);
  }

  private static UnreadableBody field(String pointer, String code, String detail) {
    List<FieldProblem> errors = List.of(new FieldProblem(pointer, code, detail));
    return new UnreadableBody(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", detail, errors);
  }

  private static String pointer(JacksonException exception) {
    return "#/"
        + exception.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? String.valueOf(step.getIndex())
                    : step.getPropertyName())
            .collect(Collectors.joining("/"));
  }

  private static String syntax(StreamReadException exception) {
    return "The body is not valid JSON at line %d, column %d: %s."
        .formatted(
            exception.getLocation().getLineNr(),
            exception.getLocation().getColumnNr(),
            message(exception));
  }

  private static String unknownField(UnrecognizedPropertyException exception) {
    List<String> known =
        exception.getKnownPropertyIds() == null
            ? List.of()
            : exception.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    String name = exception.getPropertyName();
    String guess =
        Spelling.closest(name, known)
            .map(closest -> " Did you mean %s?".formatted(closest))
            .orElse("");
    return "There is no field %s here.%s Known fields: %s."
        .formatted(Excerpt.of(name), guess, String.join(", ", known));
  }

  private static String unknownType(InvalidTypeIdException exception) {
    return exception.getTypeId() == null
        ? "The field type must be given: " + known(exception)
        : "The type %s is unknown: %s"
            .formatted(Excerpt.of(exception.getTypeId()), known(exception));
  }

  private static String known(InvalidTypeIdException exception) {
    String message = message(exception);
    int ids = message.indexOf("known type ids = ");
    return ids < 0
        ? "it must be one that the API description lists."
        : message.substring(ids, message.indexOf(']', ids) + 1) + ".";
  }

  private static boolean isChoice(InvalidFormatException exception) {
    return exception.getTargetType() != null && exception.getTargetType().isEnum();
  }

  private static String choice(InvalidFormatException exception) {
    Class<?> type = exception.getTargetType();
    List<String> known =
        LibraryNames.cover(type)
            ? LibraryNames.of(type)
            : Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(UnreadableBody::spelling)
                .toList();
    return "Expected one of %s, found %s.".formatted(known, Excerpt.of(exception.getValue()));
  }

  private static String spelling(Field constant) {
    JsonProperty name = constant.getAnnotation(JsonProperty.class);
    return name == null ? constant.getName() : name.value();
  }

  private static String mismatch(MismatchedInputException exception) {
    return "Expected %s, found %s."
        .formatted(expected(exception.getTargetType()), found(message(exception)));
  }

  private static String found(String message) {
    return FOUND.entrySet().stream()
        .filter(entry -> message.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("something else");
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "another type";
    }
    if (type.isEnum()) {
      return "a text";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a number";
    }
    return type == String.class ? "a string" : "an object or list";
  }

  private static String message(JacksonException exception) {
    String message = exception.getOriginalMessage();
    String line = message == null ? "no reason given" : message.lines().findFirst().orElse("");
    line = line.replaceAll("\\s*[(\\[:]?[^(\\[:]*(?:Feature|Source:|CoercionConfig).*", "");
    return line.replaceAll("`?(?:tools|dev|java)\\.[\\w.$]+`?", "the expected type");
  }
}
