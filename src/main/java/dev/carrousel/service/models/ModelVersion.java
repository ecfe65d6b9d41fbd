package dev.carrousel.service.models;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A version of a model as clients see it.
 *
 * @param name the model
 * @param version its number, from 1
 * @param aliases names that point at it
 * @param note what users wrote about it
 * @param labels the users' own marks
 * @param jobId the job that trained it, null if it was imported
 * @param runId the run that trained it, null if it was imported
 * @param imported where it comes from if it was imported, else null
 * @param weightsDigest SHA-256 of the weights
 * @param parameterCount number of trainable weights
 * @param network its shape
 * @param problem what it was trained for and what it reads and answers
 * @param result what the training came to, baselines beside it
 * @param createdAt when it was stored
 */
public record ModelVersion(
    @Schema(example = "co2") String name,
    int version,
    List<String> aliases,
    @Nullable String note,
    Map<String, String> labels,
    @Nullable String jobId,
    @Nullable String runId,
    @Nullable Imported imported,
    String weightsDigest,
    int parameterCount,
    @Schema(type = "object") JsonNode network,
    @Schema(type = "object") JsonNode problem,
    @Schema(type = "object") @Nullable JsonNode result,
    Instant createdAt) {

  /**
   * Where an imported version comes from, as far as its file tells.
   *
   * @param format format of the file
   * @param fileDigest SHA-256 of the file
   * @param model the model it was exported from
   * @param version number of the version there
   * @param weightsDigest SHA-256 of the weights there
   * @param runId the run there that trained it
   */
  public record Imported(
      @Schema(example = "safetensors") String format,
      String fileDigest,
      @Nullable String model,
      @Nullable Integer version,
      @Nullable String weightsDigest,
      @Nullable String runId) {}
}
