package dev.carrousel.service.models;

import dev.carrousel.service.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that read the registry. */
@Tag(name = "models")
@RestController
@RequestMapping("/api/v1/models")
class ModelsController {

  private final Models models;

  ModelsController(Models models) {
    this.models = models;
  }

  @Operation(operationId = "listModels", summary = "List the models, each with its latest version")
  @GetMapping
  Page<ModelVersion> list(
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @RequestParam(required = false) @Nullable String after) {
    return models.list(limit, after);
  }

  @Operation(
      operationId = "getModel",
      summary = "Show a model: its latest version, or that of name:version")
  @GetMapping("/{model}")
  ModelVersion get(@PathVariable String model) {
    return models.get(model);
  }

  @Operation(
      operationId = "listModelVersions",
      summary = "List the versions of a model, newest first")
  @GetMapping("/{model}/versions")
  Versions versions(@PathVariable String model) {
    return new Versions(models.versions(model));
  }

  @Operation(operationId = "getModelVersion", summary = "Show one version of a model")
  @GetMapping("/{model}/versions/{version}")
  ModelVersion version(@PathVariable String model, @PathVariable int version) {
    return models.get(model + ":" + version);
  }

  /** The versions of a model. */
  record Versions(List<ModelVersion> data) {}
}
