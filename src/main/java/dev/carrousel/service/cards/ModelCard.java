package dev.carrousel.service.cards;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a version of a model. Null is what is not known, as when the job or the dataset
 * was deleted.
 *
 * @param model the model
 * @param version its number
 * @param aliases names that point at it
 * @param labels the users' own marks
 * @param note what users wrote about it
 * @param createdAt when it was stored
 * @param problem what it was trained for
 * @param network its shape
 * @param parameterCount number of trainable weights
 * @param data what it learned from
 * @param settings how it learned
 * @param test measures of the model beside those of baselines, as the run found them
 * @param limits what it reads and answers, and how far it was tested
 * @param fingerprint what determines its weights
 */
record ModelCard(
    @Schema(example = "co2") String model,
    int version,
    List<String> aliases,
    Map<String, String> labels,
    @Nullable String note,
    Instant createdAt,
    @Schema(example = "forecast") String problem,
    @Schema(type = "object") JsonNode network,
    int parameterCount,
    Data data,
    @Schema(type = "object") @Nullable JsonNode settings,
    @Schema(type = "object") @Nullable JsonNode test,
    List<String> limits,
    Fingerprint fingerprint) {

  /**
   * What a model learned from.
   *
   * @param dataset identifier of the dataset, null for a task
   * @param name of the dataset or the task
   * @param digest SHA-256 of the uploaded file
   * @param rows number of rows of all parts
   * @param parts number of rows of the training, validation and test part
   * @param from first moment
   * @param to last moment
   */
  record Data(
      @Nullable String dataset,
      @Nullable String name,
      @Nullable String digest,
      @Nullable Integer rows,
      @Schema(type = "object") @Nullable JsonNode parts,
      @Nullable String from,
      @Nullable String to) {}

  /**
   * What determines the weights, and what they are.
   *
   * @param job the job, null of an imported version
   * @param run the run, null of an imported version
   * @param planDigest SHA-256 of the settings, without the identifier of the dataset
   * @param dataDigest SHA-256 of the uploaded file
   * @param seed what the random numbers of the run begin with
   * @param weightsDigest SHA-256 of the weights
   * @param kernels the dense loops that computed them
   * @param java version of the Java runtime that ran them
   * @param build version of the service
   */
  record Fingerprint(
      @Nullable String job,
      @Nullable String run,
      @Nullable String planDigest,
      @Nullable String dataDigest,
      @Nullable Long seed,
      String weightsDigest,
      @Nullable String kernels,
      @Nullable String java,
      @Nullable String build) {}
}
