package dev.carrousel.service.models;

import dev.carrousel.service.web.Page;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.Sha256;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The registry: artifacts found by digest, and the versions of models that point at them. */
@Service
@Transactional
public class Models {

  private final ArtifactRepository artifacts;
  private final ModelVersionRepository versions;
  private final Aliases aliases;
  private final Clock clock;
  private final JsonMapper json;

  Models(
      ArtifactRepository artifacts,
      ModelVersionRepository versions,
      Aliases aliases,
      Clock clock,
      JsonMapper json) {
    this.artifacts = artifacts;
    this.versions = versions;
    this.aliases = aliases;
    this.clock = clock;
    this.json = json;
  }

  /** Keeps an artifact. The same weights with the same predictor are kept once. */
  public Kept keep(Artifact artifact) {
    ArtifactEntity entity = new ArtifactEntity();
    entity.weights = Safetensors.write(artifact.weights());
    entity.weightsDigest = Sha256.of(entity.weights);
    entity.predictor = json.writeValueAsString(artifact.predictor());
    entity.parameterCount = artifact.parameterCount();
    entity.id = Sha256.of(entity.weightsDigest + entity.predictor);
    artifacts.save(entity);
    return new Kept(entity.id, entity.weightsDigest);
  }

  /** Makes a kept artifact the next version of a model. */
  public int publish(
      String name, String artifactId, String jobId, String runId, @Nullable String result) {
    ModelVersionEntity entity = new ModelVersionEntity();
    int number = aliases.nextNumber(name);
    entity.key = new ModelVersionEntity.Key(name, number);
    entity.jobId = jobId;
    entity.runId = runId;
    entity.artifactId = artifactId;
    entity.result = result;
    entity.createdAt = clock.instant();
    versions.save(entity);
    return number;
  }

  /**
   * The version that a reference such as {@code co2}, {@code co2:3} or {@code co2@champion} means,
   * with its weights.
   */
  @Transactional(readOnly = true)
  public Loaded load(String reference) {
    return find(reference).orElseThrow(() -> ProblemException.notFound("model", reference));
  }

  /** As {@link #load}, for those who do not know whether there is one. */
  @Transactional(readOnly = true)
  public Optional<Loaded> find(String reference) {
    return lookUp(reference).map(this::loaded);
  }

  private Loaded loaded(ModelVersionEntity version) {
    ArtifactEntity artifact = artifacts.findById(version.artifactId).orElseThrow();
    Predictor predictor = StoredPredictor.read(artifact.predictor, json);
    return new Loaded(
        version.key.name(),
        version.key.version(),
        new Artifact(Safetensors.read(artifact.weights), predictor, artifact.parameterCount));
  }

  /** The latest version of each model, a page at a time. */
  @Transactional(readOnly = true)
  public Page<ModelVersion> list(int limit, @Nullable String after) {
    List<String> names = versions.names(after == null ? "" : after, Limit.of(limit + 1));
    List<ModelVersion> latest = names.stream().map(name -> view(resolve(name))).toList();
    return Page.of(latest, limit, ModelVersion::name);
  }

  /** The version that a reference means, as clients see it. */
  @Transactional(readOnly = true)
  public ModelVersion get(String reference) {
    return view(resolve(reference));
  }

  /** The weights of a version in the safetensors format, as they are stored. */
  @Transactional(readOnly = true)
  byte[] weights(String reference) {
    return artifacts.findById(resolve(reference).artifactId).orElseThrow().weights;
  }

  /** Every version of a model. */
  @Transactional(readOnly = true)
  public List<ModelVersion> versions(String name) {
    List<ModelVersion> found = versions.versions(name).stream().map(this::view).toList();
    if (found.isEmpty()) {
      throw ProblemException.notFound("model", name);
    }
    return found;
  }

  private ModelVersionEntity resolve(String reference) {
    return lookUp(reference).orElseThrow(() -> ProblemException.notFound("model", reference));
  }

  /** By name, {@code name:version} or {@code name@alias}. */
  private Optional<ModelVersionEntity> lookUp(String reference) {
    int at = reference.lastIndexOf('@');
    if (at > 0) {
      String name = reference.substring(0, at);
      return aliases
          .version(name, reference.substring(at + 1))
          .flatMap(number -> versions.findById(new ModelVersionEntity.Key(name, number)));
    }
    int colon = reference.lastIndexOf(':');
    return colon < 0
        ? versions.latest(reference)
        : number(reference.substring(colon + 1))
            .flatMap(number ->
                versions.findById(
                    new ModelVersionEntity.Key(reference.substring(0, colon), number)));
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private ModelVersion view(ModelVersionEntity version) {
    ArtifactEntity artifact = artifacts.findById(version.artifactId).orElseThrow();
    ObjectNode predictor = (ObjectNode) json.readTree(artifact.predictor);
    predictor.remove("history");
    predictor.remove("histories");
    JsonNode network = predictor.remove("network");
    return new ModelVersion(
        version.key.name(),
        version.key.version(),
        aliases.of(version.key.name(), version.key.version()),
        version.note,
        version.jobId,
        version.runId,
        artifact.weightsDigest,
        artifact.parameterCount,
        network,
        predictor,
        version.result == null ? null : json.readTree(version.result),
        version.createdAt);
  }

  /**
   * A kept artifact.
   *
   * @param id digest of weights and predictor
   * @param weightsDigest SHA-256 of the weights
   */
  public record Kept(String id, String weightsDigest) {}

  /** A version with its weights. */
  public record Loaded(String name, int version, Artifact artifact) {}
}
