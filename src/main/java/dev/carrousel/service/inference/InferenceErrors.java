package dev.carrousel.service.inference;

import dev.carrousel.service.web.DatabaseAway;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.RetryAfter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.exc.StreamConstraintsException;

/** Turns everything that goes wrong in this room into {@code {"error": ...}}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = InferenceErrors.class)
class InferenceErrors {

  private static final Logger LOG = LoggerFactory.getLogger(InferenceErrors.class);

  @ExceptionHandler
  ResponseEntity<Failure> refused(InferenceException exception) {
    return answer(exception.status(), String.valueOf(exception.getMessage()));
  }

  /** What makes no sense is an invalid argument here, and the code comes first. */
  @ExceptionHandler
  ResponseEntity<Failure> problem(ProblemException problem) {
    HttpStatus status =
        problem.status() == HttpStatus.UNPROCESSABLE_CONTENT
            ? HttpStatus.BAD_REQUEST
            : problem.status();
    return answer(status, problem.code() + ": " + problem.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<Failure> unreadable(HttpMessageNotReadableException exception) {
    return exception.getCause() instanceof StreamConstraintsException
        ? answer(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than a request may be.")
        : answer(HttpStatus.BAD_REQUEST, "The body must be a JSON object.");
  }

  @ExceptionHandler
  ResponseEntity<Failure> contentType(InvalidMediaTypeException exception) {
    return answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type cannot be understood.");
  }

  @ExceptionHandler
  ResponseEntity<Failure> unexpected(Exception exception) {
    if (exception instanceof ErrorResponse known) {
      HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
      return answer(status, status.getReasonPhrase() + ".");
    }
    if (DatabaseAway.isReasonOf(exception)) {
      LOG.warn("the database is away; an inference client is asked to come back", exception);
      return answer(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be used at the moment.");
    }
    LOG.error("an inference client could not be answered and is told so", exception);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR, "The service failed to answer. The failure was logged.");
  }

  private static ResponseEntity<Failure> answer(HttpStatus status, String error) {
    return ResponseEntity.status(status)
        .headers(RetryAfter.of(status))
        .contentType(MediaType.APPLICATION_JSON)
        .body(new Failure(error));
  }

  /**
   * An error as the protocol writes it.
   *
   * @param error what went wrong
   */
  record Failure(String error) {}
}
