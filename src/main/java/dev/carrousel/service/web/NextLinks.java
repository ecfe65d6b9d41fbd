package dev.carrousel.service.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;

/** Links each page of a list to the one that follows (RFC 8288). */
@RestControllerAdvice
class NextLinks implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof Page<?> page && page.nextCursor() != null) {
      response
          .getHeaders()
          .set(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(request, page.nextCursor())));
    }
    return body;
  }

  private static String next(ServerHttpRequest request, String cursor) {
    URI asked = request.getURI();
    return UriComponentsBuilder.fromPath(asked.getRawPath())
        .query(asked.getRawQuery())
        .replaceQueryParam("after", cursor)
        .build()
        .toUriString();
  }
}
