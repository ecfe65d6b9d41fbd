package dev.carrousel.service.mlflow;

import org.springframework.http.HttpStatus;

/** MLflow's error codes, with the status that each is answered with. */
enum ErrorCode {
  INVALID_PARAMETER_VALUE(HttpStatus.BAD_REQUEST),
  PERMISSION_DENIED(HttpStatus.FORBIDDEN),
  RESOURCE_DOES_NOT_EXIST(HttpStatus.NOT_FOUND),
  ENDPOINT_NOT_FOUND(HttpStatus.NOT_FOUND),
  RESOURCE_CONFLICT(HttpStatus.CONFLICT),
  REQUEST_LIMIT_EXCEEDED(HttpStatus.TOO_MANY_REQUESTS),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
  NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED),
  TEMPORARILY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  ErrorCode(HttpStatus status) {
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }

  /** The code for what another room answers with a status. */
  static ErrorCode of(HttpStatus status) {
    for (ErrorCode code : values()) {
      if (code.status == status) {
        return code;
      }
    }
    return status.is5xxServerError() ? INTERNAL_ERROR : INVALID_PARAMETER_VALUE;
  }
}
