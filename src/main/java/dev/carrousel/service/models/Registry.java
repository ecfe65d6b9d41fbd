package dev.carrousel.service.models;

import dev.carrousel.service.web.Labels;
import dev.carrousel.service.web.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Promotes, annotates, compares and deletes versions of models. */
@Service
@Transactional
class Registry {

  private final Models models;
  private final Aliases aliases;
  private final ModelVersionRepository versions;
  private final JsonMapper json;

  Registry(Models models, Aliases aliases, ModelVersionRepository versions, JsonMapper json) {
    this.models = models;
    this.aliases = aliases;
    this.versions = versions;
    this.json = json;
  }

  /** Points an alias at a version: promotes it, or rolls back. */
  ModelVersion point(String name, String alias, int version) {
    ModelVersion target = models.get(name + ":" + version);
    aliases.point(name, alias, target.version());
    return models.get(name + ":" + version);
  }

  void removeAlias(String name, String alias) {
    if (!aliases.remove(name, alias)) {
      throw ProblemException.notFound("alias", name + "@" + alias);
    }
  }

  /** Changes what may be changed: null leaves as it is, an empty note goes. */
  ModelVersion annotate(
      String name, int version, @Nullable String note, @Nullable Map<String, String> labels) {
    ModelVersionEntity entity =
        versions
            .findById(new ModelVersionEntity.Key(name, version))
            .orElseThrow(() -> ProblemException.notFound("model", name + ":" + version));
    if (note != null) {
      entity.note = note.isEmpty() ? null : note;
    }
    if (labels != null) {
      entity.labels = Labels.write(labels);
    }
    return models.get(name + ":" + version);
  }

  /** Deletes a version that no alias points at. Its run keeps what it was. */
  void delete(String name, int version) {
    models.get(name + ":" + version);
    List<String> pointing = aliases.of(name, version);
    if (!pointing.isEmpty()) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "alias_points_here",
          "The aliases %s of model %s point at version %d. Move them first."
              .formatted(pointing, name, version));
    }
    versions.remove(name, version);
  }

  @Transactional(readOnly = true)
  Comparison compare(String name, int first, int second) {
    return new Comparison(
        name,
        first,
        second,
        Comparison.between(
            json.valueToTree(models.get(name + ":" + first)),
            json.valueToTree(models.get(name + ":" + second))));
  }
}
