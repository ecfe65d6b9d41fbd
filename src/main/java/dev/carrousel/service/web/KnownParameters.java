package dev.carrousel.service.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/** Refuses query parameters that nothing reads: a typo in a filter must not answer everything. */
@Component
class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/v1/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean options = request.getMethod().equals("OPTIONS");
    if (!options && request.getQueryString() != null && handler instanceof HandlerMethod called) {
      Set<String> read = known.computeIfAbsent(called.getMethod(), KnownParameters::readBy);
      given(request.getQueryString()).stream()
          .filter(name -> !read.contains(name))
          .findFirst()
          .ifPresent(name -> refuse(name, read));
    }
    return true;
  }

  private static Set<String> given(String query) {
    return UriComponentsBuilder.newInstance().query(query).build().getQueryParams().keySet();
  }

  private static Set<String> readBy(Method method) {
    return Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
        .map(KnownParameters::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(Parameter parameter) {
    String given = parameter.getAnnotation(RequestParam.class).value();
    return given.isEmpty() ? parameter.getName() : given;
  }

  private static void refuse(String name, Set<String> read) {
    throw ProblemException.invalid(
        "?" + name,
        "unknown_parameter",
        read.isEmpty()
            ? "Expected no query parameter, found %s.".formatted(Excerpt.of(name))
            : "Expected one of %s, found %s.".formatted(String.join(", ", read), Excerpt.of(name)));
  }
}
