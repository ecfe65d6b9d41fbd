package dev.carrousel.service.models;

import com.github.benmanes.caffeine.cache.Cache;
import dev.carrousel.lstm.learner.Tensors;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Artifacts as they are needed to predict. Those asked for lately stay in memory; as their keys are
 * digests of what they hold, none is ever out of date.
 */
@Component
@EnableConfigurationProperties(ModelsProperties.class)
class DecodedArtifacts {

  private final ArtifactRepository stored;
  private final JsonMapper json;
  private final Cache<String, Decoded> cache;

  DecodedArtifacts(
      ArtifactRepository stored,
      JsonMapper json,
      ModelsProperties properties,
      MeterRegistry registry) {
    this.stored = stored;
    this.json = json;
    cache =
        BoundedCaches.make(
            "artifacts", properties.cacheSize(), registry, (String id, Decoded one) -> one.bytes());
  }

  Decoded get(String id) {
    return cache.get(id, this::decode);
  }

  private Decoded decode(String id) {
    ArtifactEntity entity = stored.findById(id).orElseThrow();
    Tensors weights = Safetensors.read(entity.weights);
    Predictor predictor = StoredPredictor.read(entity.predictor, json);
    long bytes = entity.weights.length + (long) Character.BYTES * entity.predictor.length();
    Artifact artifact = new Artifact(weights, predictor, entity.parameterCount);
    return new Decoded(artifact, entity.weightsDigest, bytes);
  }

  /** An artifact, the digest of its weights, and the memory it takes, roughly. */
  record Decoded(Artifact artifact, String weightsDigest, long bytes) {}
}
