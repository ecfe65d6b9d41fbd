package dev.carrousel.service.web;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns everything that goes wrong into a problem as RFC 9457 describes it. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  /** Class of the SQL standard's states. */
  private static final String CONSTRAINT_VIOLATION = "23";

  @ExceptionHandler
  ResponseEntity<Object> problem(ProblemException problem, WebRequest request) {
    HttpHeaders headers = RetryAfter.of(problem.status());
    return answer(
        problem.status(), problem.code(), problem.detail(), problem.errors(), headers, request);
  }

  @ExceptionHandler(InvalidMediaTypeException.class)
  ResponseEntity<Object> contentType(InvalidMediaTypeException exception, WebRequest request) {
    String detail = "The content type %s cannot be understood.".formatted(exception.getMediaType());
    return answer(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        detail,
        List.of(),
        new HttpHeaders(),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Object> parameters(InvalidParameterException exception, WebRequest request) {
    String detail = "The query parameters cannot be decoded; they must be percent-encoded UTF-8.";
    return answer(
        HttpStatus.BAD_REQUEST,
        "undecodable_parameter",
        detail,
        List.of(),
        new HttpHeaders(),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Object> form(MultipartException exception, WebRequest request) {
    String detail = "The body is not a complete multipart form.";
    return answer(
        HttpStatus.BAD_REQUEST, "malformed_form", detail, List.of(), new HttpHeaders(), request);
  }

  /** Two requests at the same moment: the other one was first. */
  @ExceptionHandler
  ResponseEntity<Object> overtaken(DataIntegrityViolationException exception, WebRequest request) {
    if (!isAgainstConstraint(exception)) {
      return unexpected(exception, request);
    }
    LOG.warn("{} was overtaken by another request", request.getDescription(false), exception);
    return answer(
        HttpStatus.CONFLICT,
        "conflict",
        "Another request changed the same thing at the same moment. Look, and try again.",
        List.of(),
        new HttpHeaders(),
        request);
  }

  /** Unlike a value that does not fit its column, which nobody else has put there. */
  private static boolean isAgainstConstraint(DataIntegrityViolationException exception) {
    return exception.getMostSpecificCause() instanceof SQLException cause
        && String.valueOf(cause.getSQLState()).startsWith(CONSTRAINT_VIOLATION);
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception exception, WebRequest request) {
    if (exception instanceof IllegalArgumentException
        && String.valueOf(exception.getMessage()).contains("wildcard")) {
      String detail = "The content type must name one type, without wildcards.";
      return answer(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported_media_type",
          detail,
          List.of(),
          new HttpHeaders(),
          request);
    }
    if (DatabaseAway.isReasonOf(exception)) {
      LOG.warn(
          "{} found the database away ({}); the client is asked to come back",
          request.getDescription(false),
          NestedExceptionUtils.getMostSpecificCause(exception).toString());
      return problem(
          new ProblemException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "database_away",
              "The database cannot be used at the moment. Try again later; with an Idempotency-Key nothing is done twice."),
          request);
    }
    LOG.error(
        "{} failed; the client is told so without details",
        request.getDescription(false),
        exception);
    String detail = "The service failed to answer. The failure was logged.";
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal_error",
        detail,
        List.of(),
        new HttpHeaders(),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    UnreadableBody body = UnreadableBody.of(exception);
    return answer(body.status(), body.code(), body.detail(), body.errors(), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String place =
        exception instanceof MethodArgumentTypeMismatchException argument
                && argument.getParameter().hasParameterAnnotation(PathVariable.class)
            ? argument.getName()
            : parameter(exception.getPropertyName());
    String detail =
        "Expected %s, found %s."
            .formatted(expected(exception.getRequiredType()), Excerpt.of(exception.getValue()));
    return problem(ProblemException.invalid(place, "wrong_type", detail), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String name = exception.getParameterName();
    return problem(
        ProblemException.invalid(
            parameter(name), "missing", "The parameter %s must be given.".formatted(name)),
        request);
  }

  private static String expected(@Nullable Class<?> type) {
    return type == boolean.class || type == Boolean.class ? "true or false" : "a whole number";
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> errors =
        exception.getFieldErrors().stream().map(ProblemAdvice::fieldProblem).toList();
    return problem(ProblemException.invalid(errors), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> errors =
        exception.getParameterValidationResults().stream()
            .flatMap(result ->
                result.getResolvableErrors().stream()
                    .map(error ->
                        new FieldProblem(
                            parameter(result.getMethodParameter().getParameterName()),
                            "invalid",
                            message(result.getArgument(), error.getDefaultMessage()))))
            .toList();
    return problem(ProblemException.invalid(errors), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpStatus known = HttpStatus.valueOf(status.value());
    String detail = body instanceof ProblemDetail problem ? problem.getDetail() : null;
    String code = known.name().toLowerCase(java.util.Locale.ROOT);
    return answer(
        known,
        code,
        detail == null ? known.getReasonPhrase() : detail,
        List.of(),
        headers,
        request);
  }

  private static ResponseEntity<Object> answer(
      HttpStatus status,
      String code,
      String detail,
      List<FieldProblem> errors,
      HttpHeaders headers,
      WebRequest request) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(status.getReasonPhrase());
    problem.setType(URI.create("urn:carrousel:problem:" + code));
    problem.setProperty("code", code);
    if (!errors.isEmpty()) {
      problem.setProperty("errors", errors);
    }
    if (request instanceof ServletWebRequest servlet) {
      problem.setInstance(RequestPath.of(servlet.getRequest()));
    }
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static FieldProblem fieldProblem(FieldError error) {
    return new FieldProblem(
        Pointers.ofPath(error.getField()),
        "invalid",
        message(error.getRejectedValue(), error.getDefaultMessage()));
  }

  private static String parameter(@Nullable String name) {
    return "?" + name;
  }

  private static String message(@Nullable Object found, @Nullable String expected) {
    return found == null
        ? String.valueOf(expected)
        : "%s, was %s".formatted(expected, Excerpt.of(found));
  }
}
