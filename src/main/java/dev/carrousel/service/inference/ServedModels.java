package dev.carrousel.service.inference;

import dev.carrousel.service.models.ModelVersion;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.prediction.Steppers;
import dev.carrousel.service.web.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds the versions of models that clients mean. */
@Component
class ServedModels {

  private static final String CHAMPION = "champion";
  private static final int PAGE = 500;

  private final Models models;
  private final Steppers steppers;

  ServedModels(Models models, Steppers steppers) {
    this.models = models;
    this.steppers = steppers;
  }

  /** The version that is asked for, or else the champion, or else the highest. */
  ModelVersion version(Inference.Target target) {
    List<ModelVersion> versions = models.versions(target.model());
    String wanted = target.version();
    if (wanted != null) {
      return versions.stream()
          .filter(version -> String.valueOf(version.version()).equals(wanted))
          .findFirst()
          .orElseThrow(() ->
              new InferenceException(
                  HttpStatus.NOT_FOUND,
                  "model %s has no version %s".formatted(target.model(), wanted)));
    }
    return versions.stream()
        .filter(version -> version.aliases().contains(CHAMPION))
        .findFirst()
        .orElseGet(() ->
            versions.stream().max(Comparator.comparingInt(ModelVersion::version)).orElseThrow());
  }

  /** The same, ready to be asked. */
  Steppers.Ready ready(Inference.Target target) {
    ModelVersion version = version(target);
    if (version.network().path("bidirectional").asBoolean(false)) {
      throw new InferenceException(
          HttpStatus.NOT_IMPLEMENTED,
          "unsupported: model %s is bidirectional; ask it by POST /api/v1/models/%s/predict or /forecast"
              .formatted(version.name(), version.name()));
    }
    return steppers.of(version.name() + ':' + version.version());
  }

  List<String> versions(String model) {
    return models.versions(model).stream()
        .map(version -> String.valueOf(version.version()))
        .sorted(Comparator.comparingInt(Integer::parseInt))
        .toList();
  }

  /** Every version of a model. */
  List<ModelVersion> all(String model) {
    return models.versions(model);
  }

  /** Every version of every model. */
  List<ModelVersion> all() {
    List<ModelVersion> all = new ArrayList<>();
    Page<ModelVersion> page = models.list(PAGE, null);
    while (true) {
      page.data().forEach(latest -> all.addAll(models.versions(latest.name())));
      if (!page.hasMore()) {
        return all;
      }
      page = models.list(PAGE, page.nextCursor());
    }
  }
}
