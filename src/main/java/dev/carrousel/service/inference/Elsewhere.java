package dev.carrousel.service.inference;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whatever else lies under /v2: other methods, unknown paths, and what is not offered. */
@Hidden
@RestController
class Elsewhere {

  private static final String MODEL = "/v2/models/[^/]+(/versions/[^/]+)?";
  private static final Map<Pattern, String> METHODS =
      Map.of(
          Pattern.compile("/v2/?|/v2/health/(live|ready)"), "GET",
          Pattern.compile("/v2/models/stats|" + MODEL + "(/ready|/stats)?"), "GET",
          Pattern.compile("/v2/repository/index|" + MODEL + "/infer"), "POST");
  private static final Pattern STEERED =
      Pattern.compile("/v2/repository/models/[^/]+/(load|unload)");

  @RequestMapping("/v2/**")
  void refuse(HttpServletRequest request, HttpServletResponse response) {
    String path = request.getRequestURI();
    Optional<String> allowed =
        METHODS.entrySet().stream()
            .filter(entry -> entry.getKey().matcher(path).matches())
            .map(Map.Entry::getValue)
            .findFirst();
    if (allowed.isPresent() && !allowed.get().equals(request.getMethod())) {
      response.setHeader("Allow", allowed.get());
      throw new InferenceException(
          HttpStatus.METHOD_NOT_ALLOWED,
          "%s takes %s, not %s".formatted(path, allowed.get(), request.getMethod()));
    }
    if (STEERED.matcher(path).matches()) {
      throw new InferenceException(
          HttpStatus.NOT_IMPLEMENTED,
          "unsupported: models are always loaded; publish and delete them by /api/v1/models");
    }
    throw new InferenceException(HttpStatus.NOT_FOUND, "there is nothing at " + path);
  }
}
