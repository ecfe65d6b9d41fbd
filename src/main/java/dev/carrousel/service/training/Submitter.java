package dev.carrousel.service.training;

import dev.carrousel.service.web.Owners;
import dev.carrousel.service.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Who submits, and how the request is known again.
 *
 * @param owner on whose behalf
 * @param route method and path
 * @param idempotencyKey chosen by the client, null for none
 */
public record Submitter(String owner, String route, @Nullable String idempotencyKey) {

  /** What the header does, for the API description. */
  public static final String KEY_DESCRIPTION =
      "Chosen by the client: the same request with the same key makes one job within a day";

  private static final int LONGEST_KEY = 255;

  /** Reads the headers of a request. */
  public static Submitter of(HttpServletRequest request, Owners owners) {
    String key = request.getHeader("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "malformed_idempotency_key",
          "The Idempotency-Key must have 1 to %d characters, had %d."
              .formatted(LONGEST_KEY, key.strip().length()));
    }
    return new Submitter(
        owners.of(request), request.getMethod() + ' ' + request.getRequestURI(), key);
  }
}
