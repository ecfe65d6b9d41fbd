package dev.carrousel.service.inference;

import org.springframework.http.HttpStatus;

/** A request of the protocol that cannot be served, with the reason the client is told. */
final class InferenceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final HttpStatus status;

  InferenceException(HttpStatus status, String reason) {
    super(reason);
    this.status = status;
  }

  static InferenceException invalid(String reason) {
    return new InferenceException(HttpStatus.BAD_REQUEST, reason);
  }

  HttpStatus status() {
    return status;
  }
}
