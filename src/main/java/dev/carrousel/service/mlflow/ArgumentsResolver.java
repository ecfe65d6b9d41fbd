package dev.carrousel.service.mlflow;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments of a request, whatever content type it claims. */
@Component
class ArgumentsResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  private final JsonMapper json;

  ArgumentsResolver(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Arguments.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binderFactory)
      throws IOException {
    HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new IllegalStateException("arguments come with HTTP requests only");
    }
    return request.getMethod().equals("GET")
        ? Arguments.ofQuery(query(request))
        : Arguments.ofBody(body(request));
  }

  private JsonNode query(HttpServletRequest request) {
    ObjectNode query = json.createObjectNode();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          ArrayNode all = query.putArray(name);
          List.of(values).forEach(all::add);
        });
    return query;
  }

  private JsonNode body(HttpServletRequest request) throws IOException {
    JsonNode body;
    try {
      body = json.readTree(request.getInputStream());
    } catch (JacksonException broken) {
      throw MlflowException.invalid(
          "The body is not JSON: %s.".formatted(broken.getOriginalMessage()));
    }
    if (body.isMissingNode()) {
      return json.createObjectNode();
    }
    if (!body.isObject()) {
      throw MlflowException.invalid("The body must be a JSON object.");
    }
    return body;
  }
}
