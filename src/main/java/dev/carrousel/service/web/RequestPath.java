package dev.carrousel.service.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The path that a problem names as its instance. */
final class RequestPath {

  private RequestPath() {}

  static @Nullable URI of(HttpServletRequest request) {
    try {
      return URI.create(request.getRequestURI());
    } catch (IllegalArgumentException unspeakable) {
      return null;
    }
  }
}
