package dev.carrousel.service.inference;

import dev.carrousel.service.models.Catalogue;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.prediction.Steppers;
import dev.carrousel.service.web.ProblemException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds the versions of models that clients mean. */
@Component
class ServedModels {

  private static final String CHAMPION = "@champion";
  private static final int MOST = 100_000;

  private final Models models;
  private final Catalogue catalogue;
  private final Steppers steppers;

  ServedModels(Models models, Catalogue catalogue, Steppers steppers) {
    this.models = models;
    this.catalogue = catalogue;
    this.steppers = steppers;
  }

  /** The version that is asked for, or else the champion, or else the highest. */
  Steppers.Ready ready(Inference.Target target) {
    Models.Loaded model = loaded(target);
    if (model.artifact().predictor().network() instanceof NetworkShape.Lstm shape
        && shape.toShape().bidirectional()) {
      throw new InferenceException(
          HttpStatus.NOT_IMPLEMENTED,
          "unsupported: model %s is bidirectional; ask it by POST /api/v1/models/%s/predict or /forecast"
              .formatted(model.name(), model.name()));
    }
    return steppers.of(model.name() + ':' + model.version());
  }

  private Models.Loaded loaded(Inference.Target target) {
    String name = target.model();
    Optional<Models.Loaded> found =
        target.version() == null
            ? models.find(name + CHAMPION).or(() -> models.find(name))
            : models.find(name + ':' + target.version());
    return found.orElseThrow(() -> missing(target));
  }

  /** One version of a model. */
  Catalogue.Entry version(String model, String version) {
    return all(model).stream()
        .filter(entry -> String.valueOf(entry.version()).equals(version))
        .findFirst()
        .orElseThrow(() -> missing(new Inference.Target(model, version)));
  }

  private InferenceException missing(Inference.Target target) {
    all(target.model());
    return new InferenceException(
        HttpStatus.NOT_FOUND,
        "model %s has no version %s".formatted(target.model(), target.version()));
  }

  /** The numbers of all versions of a model. */
  List<String> versions(String model) {
    return all(model).stream().map(Catalogue.Entry::version).sorted().map(String::valueOf).toList();
  }

  /** Every version of a model. */
  List<Catalogue.Entry> all(String model) {
    List<Catalogue.Entry> versions = catalogue.of(model);
    if (versions.isEmpty()) {
      throw ProblemException.notFound("model", model);
    }
    return versions;
  }

  /** Every version of every model. */
  List<Catalogue.Entry> all() {
    return catalogue.all(MOST);
  }
}
