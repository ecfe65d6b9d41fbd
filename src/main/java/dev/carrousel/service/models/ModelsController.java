package dev.carrousel.service.models;

import dev.carrousel.service.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of the registry. */
@Tag(name = "models")
@RestController
@RequestMapping("/api/v1/models")
class ModelsController {

  private static final String LABEL = "Only versions with this label, as key:value";
  private static final String ALIAS = "[A-Za-z][A-Za-z0-9._-]{0,99}";
  private static final String ALIAS_MESSAGE =
      "must be 1 to 100 letters, digits, dots, dashes or underscores and begin with a letter";

  private final Models models;
  private final Registry registry;

  ModelsController(Models models, Registry registry) {
    this.models = models;
    this.registry = registry;
  }

  @Operation(operationId = "listModels", summary = "List the models, each with its latest version")
  @GetMapping
  Page<ModelVersion> list(
      @Parameter(description = LABEL) @RequestParam(required = false) @Nullable String label,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @RequestParam(required = false) @Nullable String after) {
    return models.list(label, limit, after);
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
  Page<ModelVersion> versions(
      @PathVariable String model,
      @Parameter(description = LABEL) @RequestParam(required = false) @Nullable String label) {
    return Page.all(models.versions(model, label));
  }

  @Operation(operationId = "getModelVersion", summary = "Show one version of a model")
  @GetMapping("/{model}/versions/{version}")
  ModelVersion version(@PathVariable String model, @PathVariable int version) {
    return models.get(model + ":" + version);
  }

  @Operation(
      operationId = "annotateModelVersion",
      summary = "Write a note or labels on a version of a model",
      description = "What is not given stays as it is; an empty note removes it.")
  @PatchMapping("/{model}/versions/{version}")
  ModelVersion annotate(
      @PathVariable String model, @PathVariable int version, @Valid @RequestBody Note note) {
    return registry.annotate(model, version, note.note(), note.labels());
  }

  @Operation(
      operationId = "deleteModelVersion",
      summary = "Delete a version of a model that no alias points at")
  @ApiResponse(responseCode = "204", description = "The version is gone")
  @DeleteMapping("/{model}/versions/{version}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String model, @PathVariable int version) {
    registry.delete(model, version);
  }

  @Operation(
      operationId = "pointAlias",
      summary = "Point an alias at a version of a model",
      description = "Promotes it, or rolls back; whoever asks name@alias gets it from then on.")
  @PutMapping("/{model}/aliases/{alias}")
  ModelVersion point(
      @PathVariable String model,
      @PathVariable @Pattern(regexp = ALIAS, message = ALIAS_MESSAGE) String alias,
      @Valid @RequestBody Target target) {
    return registry.point(model, alias, target.version());
  }

  @Operation(operationId = "removeAlias", summary = "Remove an alias of a model")
  @ApiResponse(responseCode = "204", description = "The alias is gone")
  @DeleteMapping("/{model}/aliases/{alias}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeAlias(@PathVariable String model, @PathVariable String alias) {
    registry.removeAlias(model, alias);
  }

  @Operation(
      operationId = "compareModelVersions",
      summary = "Compare two versions of a model",
      description = "Only what differs: data, settings, results, baselines.")
  @GetMapping("/{model}/compare")
  Comparison compare(
      @PathVariable String model, @RequestParam int first, @RequestParam int second) {
    return registry.compare(model, first, second);
  }

  /**
   * What users write on a version; null leaves it as it is.
   *
   * @param note the words, empty for none
   * @param labels their own marks, all of them
   */
  record Note(
      @Size(max = 4000) @Nullable String note,
      @Schema(example = "{\"stage\": \"trial\"}") @Size(max = 50)
          @Nullable Map<@Size(min = 1, max = 100) String, @NotNull @Size(max = 200) String>
              labels) {}

  /**
   * Where an alias is to point.
   *
   * @param version number of the version
   */
  record Target(@NotNull @Min(1) Integer version) {}
}
