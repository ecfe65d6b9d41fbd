package dev.carrousel.service.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method that answers a request. As nearly all paths here hold variables, every mapping
 * is tried for every request, which was a third of the cost of a poll; the length of the path rules
 * most of them out at once.
 */
final class LengthFirstMapping extends RequestMappingHandlerMapping {

  private final Map<RequestMappingInfo, Lengths> lengths = new ConcurrentHashMap<>();

  @Override
  protected @Nullable RequestMappingInfo getMatchingMapping(
      RequestMappingInfo info, HttpServletRequest request) {
    PathContainer path =
        ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
    return lengths.computeIfAbsent(info, Lengths::of).admit(path)
        ? super.getMatchingMapping(info, request)
        : null;
  }

  /**
   * What the paths of a mapping may be long.
   *
   * @param any whether a pattern stands for paths of every length
   * @param elements numbers of segments and separators otherwise
   */
  private record Lengths(boolean any, Set<Integer> elements) {

    static Lengths of(RequestMappingInfo info) {
      Set<String> patterns = info.getPatternValues();
      return new Lengths(
          patterns.stream().anyMatch(pattern -> pattern.contains("**") || pattern.contains("{*")),
          patterns.stream()
              .map(pattern -> PathContainer.parsePath(pattern).elements().size())
              .collect(Collectors.toUnmodifiableSet()));
    }

    boolean admit(PathContainer path) {
      return any || elements.contains(path.elements().size());
    }
  }

  /** Puts it in the place of Spring's own. */
  @Component
  static final class Registration implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
      return new LengthFirstMapping();
    }
  }
}
