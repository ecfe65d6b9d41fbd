package dev.carrousel.service.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** When a client is asked to come back. */
public final class RetryAfter {

  /** Seconds until a look at what is under way is worth it. */
  public static final String POLL_SECONDS = "1";

  private static final String BUSY_SECONDS = "5";

  private RetryAfter() {}

  /** The header for a status that asks for it, none for others. */
  public static HttpHeaders of(HttpStatus status) {
    HttpHeaders headers = new HttpHeaders();
    if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
      headers.set(HttpHeaders.RETRY_AFTER, BUSY_SECONDS);
    }
    return headers;
  }
}
