package dev.carrousel.service.mlflow;

import dev.carrousel.service.web.DatabaseAway;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.RetryAfter;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns everything that goes wrong in this room into an error as MLflow's clients know it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = MlflowErrors.class)
class MlflowErrors {

  private static final Logger LOG = LoggerFactory.getLogger(MlflowErrors.class);

  @ExceptionHandler
  ResponseEntity<ErrorBody> refused(MlflowException exception) {
    return answer(exception.code(), exception.message());
  }

  @ExceptionHandler
  ResponseEntity<ErrorBody> problem(ProblemException exception) {
    return answer(ErrorCode.of(exception.status()), String.valueOf(exception.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ErrorBody> parameters(InvalidParameterException exception) {
    return answer(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "The query parameters cannot be decoded; they must be percent-encoded UTF-8.");
  }

  @ExceptionHandler
  ResponseEntity<ErrorBody> unexpected(Exception exception) {
    if (exception instanceof ErrorResponse known) {
      HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
      return answer(ErrorCode.of(status), status.getReasonPhrase() + ".");
    }
    if (DatabaseAway.isReasonOf(exception)) {
      LOG.warn("the database is away; a client of MLflow is asked to come back", exception);
      return answer(
          ErrorCode.TEMPORARILY_UNAVAILABLE, "The database cannot be used at the moment.");
    }
    LOG.error("a client of MLflow could not be answered and is told so", exception);
    return answer(ErrorCode.INTERNAL_ERROR, "The service failed to answer. It was logged.");
  }

  private static ResponseEntity<ErrorBody> answer(ErrorCode code, String message) {
    return ResponseEntity.status(code.status())
        .headers(RetryAfter.of(code.status()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(new ErrorBody(code, message));
  }

  /**
   * An error as MLflow writes it.
   *
   * @param errorCode its name
   * @param message what went wrong
   */
  @Wire
  record ErrorBody(ErrorCode errorCode, String message) {}
}
