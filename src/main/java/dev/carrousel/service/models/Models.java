package dev.carrousel.service.models;

import dev.carrousel.service.web.Labels;
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
  private final DecodedArtifacts decoded;
  private final ModelVersionRepository versions;
  private final Aliases aliases;
  private final Origin origin;
  private final Clock clock;
  private final JsonMapper json;

  Models(
      ArtifactRepository artifacts,
      DecodedArtifacts decoded,
      ModelVersionRepository versions,
      Aliases aliases,
      Origin origin,
      Clock clock,
      JsonMapper json) {
    this.artifacts = artifacts;
    this.decoded = decoded;
    this.versions = versions;
    this.aliases = aliases;
    this.origin = origin;
    this.clock = clock;
    this.json = json;
  }

  /** Keeps an artifact. The same weights with the same predictor are kept once. */
  public Kept keep(Artifact artifact) {
    return keep(artifact, origin);
  }

  private Kept keep(Artifact artifact, @Nullable Origin origin) {
    ArtifactEntity entity = new ArtifactEntity();
    entity.weights = Safetensors.write(artifact.weights());
    entity.weightsDigest = Sha256.of(entity.weights);
    entity.predictor = json.writeValueAsString(artifact.predictor());
    entity.parameterCount = artifact.parameterCount();
    entity.id = Sha256.of(entity.weightsDigest + entity.predictor);
    entity.origin = origin == null ? null : json.writeValueAsString(origin);
    if (!artifacts.existsById(entity.id)) {
      artifacts.save(entity);
    }
    return new Kept(entity.id, entity.weightsDigest);
  }

  /** Makes a kept artifact the next version of a model. */
  public int publish(
      String name, String artifactId, String jobId, String runId, @Nullable String result) {
    ModelVersionEntity entity = next(name, artifactId);
    entity.jobId = jobId;
    entity.runId = runId;
    entity.result = result;
    versions.save(entity);
    return entity.key.version();
  }

  /** Makes an artifact that was trained elsewhere the next version of a model. */
  public ModelVersion publish(String name, Artifact artifact, ModelVersion.Imported imported) {
    ModelVersionEntity entity = next(name, keep(artifact, null).id());
    entity.imported = json.writeValueAsString(imported);
    return view(versions.save(entity));
  }

  private ModelVersionEntity next(String name, String artifactId) {
    ModelVersionEntity entity = new ModelVersionEntity();
    entity.key = new ModelVersionEntity.Key(name, aliases.nextNumber(name));
    entity.artifactId = artifactId;
    entity.labels = "{}";
    entity.createdAt = clock.instant();
    return entity;
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
    DecodedArtifacts.Decoded kept = decoded.get(version.artifactId);
    return new Loaded(
        version.key.name(),
        version.key.version(),
        version.artifactId,
        kept.weightsDigest(),
        kept.artifact());
  }

  /** The latest version of each model, a page at a time. */
  @Transactional(readOnly = true)
  Page<ModelVersion> list(@Nullable String label, int limit, @Nullable String after) {
    String labels = Labels.pattern(label);
    List<String> names = versions.names(after == null ? "" : after, labels, Limit.of(limit + 1));
    List<ModelVersion> latest =
        names.stream()
            .map(name -> view(versions.versions(name, labels, Limit.of(1)).getFirst()))
            .toList();
    return Page.of(latest, limit, ModelVersion::name);
  }

  /** The version that a reference means, as clients see it. */
  @Transactional(readOnly = true)
  public ModelVersion get(String reference) {
    return view(resolve(reference));
  }

  /** Which program made the weights of a version; null if that was not written down. */
  @Transactional(readOnly = true)
  public @Nullable Origin origin(String reference) {
    String origin = artifacts.facts(resolve(reference).artifactId).orElseThrow().origin();
    return origin == null ? null : json.readValue(origin, Origin.class);
  }

  /** Every version of a model. */
  @Transactional(readOnly = true)
  List<ModelVersion> versions(String name, @Nullable String label) {
    List<ModelVersion> found =
        versions.versions(name, Labels.pattern(label), Limit.unlimited()).stream()
            .map(this::view)
            .toList();
    if (found.isEmpty() && versions.latest(name).isEmpty()) {
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
    ArtifactRepository.Facts artifact = artifacts.facts(version.artifactId).orElseThrow();
    ObjectNode predictor = (ObjectNode) json.readTree(artifact.predictor());
    predictor.remove("history");
    predictor.remove("histories");
    JsonNode network = predictor.remove("network");
    return new ModelVersion(
        version.key.name(),
        version.key.version(),
        aliases.of(version.key.name(), version.key.version()),
        version.note,
        Labels.read(version.labels),
        version.jobId,
        version.runId,
        version.imported == null
            ? null
            : json.readValue(version.imported, ModelVersion.Imported.class),
        artifact.weightsDigest(),
        artifact.parameterCount(),
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

  /**
   * A version with its weights.
   *
   * @param name the model
   * @param version its number
   * @param artifactId digest of weights and predictor: two versions with the same one are the same
   * @param weightsDigest SHA-256 of the weights
   * @param artifact weights and predictor
   */
  public record Loaded(
      String name, int version, String artifactId, String weightsDigest, Artifact artifact) {}
}
