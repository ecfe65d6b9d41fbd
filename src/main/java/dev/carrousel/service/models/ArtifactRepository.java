package dev.carrousel.service.models;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ArtifactRepository extends JpaRepository<ArtifactEntity, String> {

  /** An artifact without its weights. */
  @Query(
      "select new dev.carrousel.service.models.ArtifactRepository$Facts(a.weightsDigest, a.predictor, a.parameterCount, a.origin) from ArtifactEntity a where a.id = :id")
  Optional<Facts> facts(String id);

  /**
   * What is told of an artifact.
   *
   * @param weightsDigest SHA-256 of the weights
   * @param predictor what is needed to predict with them, as JSON
   * @param parameterCount number of weights
   * @param origin which program made them, as JSON
   */
  record Facts(
      String weightsDigest, String predictor, int parameterCount, @Nullable String origin) {}
}
