package dev.carrousel.service.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that cannot be served, with the reason the client is told. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final String code;
  private final transient List<FieldProblem> errors;

  /** A problem of the request as a whole. */
  public ProblemException(HttpStatus status, String code, String detail) {
    this(status, code, detail, List.of());
  }

  private ProblemException(
      HttpStatus status, String code, String detail, List<FieldProblem> errors) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  /** Nothing is known under this identifier. */
  public static ProblemException notFound(String kind, String id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, kind + "_not_found", "There is no %s %s.".formatted(kind, id));
  }

  /** The fields do not make sense. */
  public static ProblemException invalid(List<FieldProblem> errors) {
    String detail =
        errors.size() == 1 ? errors.getFirst().detail() : errors.size() + " fields are invalid.";
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", detail, errors);
  }

  /** One field does not make sense. */
  public static ProblemException invalid(String pointer, String code, String detail) {
    return invalid(List.of(new FieldProblem(pointer, code, detail)));
  }

  /** The status that the client is answered with. */
  public HttpStatus status() {
    return status;
  }

  /** The reason, for machines. */
  public String code() {
    return code;
  }

  List<FieldProblem> errors() {
    return errors;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
