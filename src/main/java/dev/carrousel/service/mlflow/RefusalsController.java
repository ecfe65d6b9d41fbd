package dev.carrousel.service.mlflow;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything below MLflow's prefixes that is not read: what would write, and what there is not. */
@Hidden
@RestController
class RefusalsController {

  private static final Set<String> WRITES =
      Set.of(
          "POST experiments/create",
          "POST experiments/delete",
          "POST experiments/restore",
          "POST experiments/update",
          "POST experiments/set-experiment-tag",
          "POST experiments/delete-experiment-tag",
          "POST runs/create",
          "POST runs/delete",
          "POST runs/restore",
          "POST runs/update",
          "POST runs/log-metric",
          "POST runs/log-parameter",
          "POST runs/log-batch",
          "POST runs/log-model",
          "POST runs/log-inputs",
          "POST runs/outputs",
          "POST runs/set-tag",
          "POST runs/delete-tag",
          "POST registered-models/create",
          "POST registered-models/rename",
          "PATCH registered-models/update",
          "DELETE registered-models/delete",
          "POST registered-models/set-tag",
          "DELETE registered-models/delete-tag",
          "POST registered-models/alias",
          "DELETE registered-models/alias",
          "POST model-versions/create",
          "PATCH model-versions/update",
          "POST model-versions/transition-stage",
          "DELETE model-versions/delete",
          "POST model-versions/set-tag",
          "DELETE model-versions/delete-tag");

  @RequestMapping({Prefix.API, Prefix.API + "/**", Prefix.UI, Prefix.UI + "/**"})
  void refuse(HttpServletRequest request) {
    String path = request.getRequestURI().replaceFirst("^(/ajax-api|/api)/2\\.0/mlflow/?", "");
    String endpoint = request.getMethod() + " " + path;
    throw WRITES.contains(endpoint) ? notImplemented(endpoint) : notFound(request);
  }

  @RequestMapping({
    Prefix.ARTIFACTS,
    Prefix.ARTIFACTS + "/**",
    Prefix.UI_ARTIFACTS,
    Prefix.UI_ARTIFACTS + "/**"
  })
  void refuseArtifacts(HttpServletRequest request) {
    boolean reading = Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
    throw reading
        ? notFound(request)
        : notImplemented(request.getMethod() + " " + request.getRequestURI());
  }

  private static MlflowException notImplemented(String endpoint) {
    return new MlflowException(
        ErrorCode.NOT_IMPLEMENTED,
        "%s would change something; only reading is offered here. Write by /api/v1."
            .formatted(endpoint));
  }

  private static MlflowException notFound(HttpServletRequest request) {
    return new MlflowException(
        ErrorCode.ENDPOINT_NOT_FOUND,
        "There is no endpoint %s %s.".formatted(request.getMethod(), request.getRequestURI()));
  }
}
