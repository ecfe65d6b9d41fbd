package dev.carrousel.service.inference;

import dev.carrousel.service.models.Catalogue;
import dev.carrousel.service.sessions.Sessions;
import dev.carrousel.service.web.Owners;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The endpoints of the Open Inference Protocol v2. */
@Hidden
@RestController
@RequestMapping("/v2")
class InferenceController {

  private static final String MODEL = "/models/{model}";
  private static final String VERSION = MODEL + "/versions/{version}";
  private static final String PLATFORM = "lstm_native";
  private static final List<String> EXTENSIONS =
      List.of(
          "sequence",
          "sequence(string_id)",
          "classification",
          "statistics",
          "model_repository(index)");

  private final Inference inference;
  private final ServedModels models;
  private final Sessions sessions;
  private final Statistics statistics;
  private final HealthEndpoint health;
  private final Owners owners;
  private final String release;

  InferenceController(
      Inference inference,
      ServedModels models,
      Sessions sessions,
      Statistics statistics,
      HealthEndpoint health,
      Owners owners,
      Optional<BuildProperties> build) {
    this.inference = inference;
    this.models = models;
    this.sessions = sessions;
    this.statistics = statistics;
    this.health = health;
    this.owners = owners;
    this.release = build.map(BuildProperties::getVersion).orElse("development");
  }

  @GetMapping
  Server server() {
    return new Server("carrousel", release, EXTENSIONS);
  }

  @GetMapping("/health/live")
  Map<String, Boolean> live() {
    return Map.of("live", true);
  }

  /** The published answer is called live, its meaning is ready: both are told. */
  @GetMapping("/health/ready")
  Map<String, Boolean> ready() {
    HealthDescriptor readiness = health.healthForPath("readiness");
    if (readiness == null || !readiness.getStatus().equals(Status.UP)) {
      throw new InferenceException(HttpStatus.SERVICE_UNAVAILABLE, "the service is not ready");
    }
    return Map.of("ready", true, "live", true);
  }

  @GetMapping({MODEL, VERSION})
  Model model(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    Signature signature = new Signature(models.ready(new Inference.Target(model, version)));
    return new Model(
        model,
        models.versions(model),
        PLATFORM,
        signature.inputs(),
        signature.outputs(),
        signature.properties(sessions.idle().toMillis()));
  }

  @GetMapping({MODEL + "/ready", VERSION + "/ready"})
  Ready modelReady(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    models.ready(new Inference.Target(model, version));
    return new Ready(model, true);
  }

  @PostMapping({MODEL + "/infer", VERSION + "/infer"})
  InferResponse infer(
      @PathVariable String model,
      @PathVariable(required = false) @Nullable String version,
      @RequestBody JsonNode body,
      HttpServletRequest headers) {
    return inference.infer(
        owners.of(headers), new Inference.Target(model, version), InferRequest.of(body));
  }

  @GetMapping("/models/stats")
  ModelStatistics allStatistics() {
    return statistics(models.all());
  }

  @GetMapping({MODEL + "/stats", VERSION + "/stats"})
  ModelStatistics modelStatistics(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    return statistics(
        version == null ? models.all(model) : List.of(models.version(model, version)));
  }

  private ModelStatistics statistics(List<Catalogue.Entry> versions) {
    return new ModelStatistics(
        versions.stream()
            .map(version -> statistics.view(version.name(), version.version()))
            .toList());
  }

  /** Every version is always ready: its weights are read when they are asked for. */
  @PostMapping("/repository/index")
  List<Entry> index(@RequestBody(required = false) @Nullable JsonNode body) {
    if (body != null && !body.isObject()) {
      throw InferenceException.invalid("the body must be a JSON object");
    }
    if (body != null && body.has("ready") && !body.path("ready").isBoolean()) {
      throw InferenceException.invalid("ready must be true or false");
    }
    return models.all().stream()
        .map(version -> new Entry(version.name(), String.valueOf(version.version()), "READY", ""))
        .toList();
  }

  /** What the server is. */
  record Server(String name, String version, List<String> extensions) {}

  /** What a model is. */
  record Model(
      String name,
      List<String> versions,
      String platform,
      List<TensorView> inputs,
      List<TensorView> outputs,
      Map<String, String> properties) {}

  /** Whether a model is ready. */
  record Ready(String name, boolean ready) {}

  /** What models have answered. */
  record ModelStatistics(
      @com.fasterxml.jackson.annotation.JsonProperty("model_stats")
          List<Statistics.View> modelStats) {}

  /** A version in the index. */
  record Entry(String name, String version, String state, String reason) {}
}
