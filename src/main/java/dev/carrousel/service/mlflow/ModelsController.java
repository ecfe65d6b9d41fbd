package dev.carrousel.service.mlflow;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The registered models and their versions. */
@Hidden
@RestController("mlflowModelsController")
@RequestMapping({Prefix.API, Prefix.UI})
class ModelsController {

  private static final String NAME = "name";

  private final RegisteredModels models;

  ModelsController(RegisteredModels models) {
    this.models = models;
  }

  @GetMapping("/registered-models/search")
  FoundModels search(Arguments arguments) {
    ListQuery query = ListQuery.of(arguments, Vocabulary.MODELS);
    ListQuery.Slice<ModelView> found = models.search(query);
    return new FoundModels(found.entries(), found.next().orElse(null));
  }

  @GetMapping("/registered-models/get")
  OneModel get(Arguments arguments) {
    return new OneModel(models.model(arguments.text(NAME)));
  }

  @RequestMapping(
      path = "/registered-models/get-latest-versions",
      method = {RequestMethod.GET, RequestMethod.POST})
  FoundVersions latest(Arguments arguments) {
    List<VersionView> latest = models.model(arguments.text(NAME)).latestVersions();
    List<String> stages = arguments.texts("stages");
    boolean wanted = stages.isEmpty() || stages.stream().anyMatch("None"::equalsIgnoreCase);
    return new FoundVersions(wanted ? latest : List.of(), null);
  }

  @GetMapping("/registered-models/alias")
  OneVersion aliased(Arguments arguments) {
    return new OneVersion(models.aliased(arguments.text(NAME), arguments.text("alias")));
  }

  @GetMapping("/model-versions/search")
  FoundVersions searchVersions(Arguments arguments) {
    ListQuery query = ListQuery.of(arguments, Vocabulary.VERSIONS);
    ListQuery.Slice<VersionView> found = models.searchVersions(query);
    return new FoundVersions(found.entries(), found.next().orElse(null));
  }

  @GetMapping("/model-versions/get")
  OneVersion version(Arguments arguments) {
    return new OneVersion(find(arguments));
  }

  @GetMapping("/model-versions/get-download-uri")
  Address address(Arguments arguments) {
    return new Address(find(arguments).source());
  }

  private VersionView find(Arguments arguments) {
    return models.version(arguments.text(NAME), arguments.text("version"));
  }

  /** One model. */
  @Wire
  record OneModel(ModelView registeredModel) {}

  /** A page of models. */
  @Wire
  record FoundModels(List<ModelView> registeredModels, @Nullable String nextPageToken) {}

  /** One version. */
  @Wire
  record OneVersion(VersionView modelVersion) {}

  /** A page of versions. */
  @Wire
  record FoundVersions(List<VersionView> modelVersions, @Nullable String nextPageToken) {}

  /** Where the weights are. */
  @Wire
  record Address(String artifactUri) {}
}
