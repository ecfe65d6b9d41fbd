package dev.carrousel.service.jobs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run, or a job that has several runs, as one line of the ledger.
 *
 * @param id of the run or the job
 * @param experiment what it is shown under
 * @param jobId the job
 * @param name what the user calls the job
 * @param owner who submitted it
 * @param labels the user's own marks
 * @param configuration everything that determines the training
 * @param trials number of runs of the job
 * @param trial which of them this is; null for the job as a whole
 * @param standing where it stands
 * @param createdAt when it was submitted
 * @param finishedAt when it ended
 */
public record LedgerEntry(
    String id,
    String experiment,
    String jobId,
    String name,
    String owner,
    Map<String, String> labels,
    JsonNode configuration,
    int trials,
    @Nullable Trial trial,
    Standing standing,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** Where it stands in the order of the ledger: newer entries have greater places. */
  public String place() {
    return id.substring(id.indexOf('_'));
  }

  /**
   * Where a run or job stands.
   *
   * @param status the status
   * @param reason why
   * @param detail the reason in words
   */
  public record Standing(Status status, @Nullable Reason reason, @Nullable String detail) {}

  /**
   * One run of a job.
   *
   * @param number from 1
   * @param seed what its random numbers begin with
   * @param progress how far it is
   * @param result what came out
   * @param weightsDigest SHA-256 of its weights
   * @param artifactId where weights and predictor are kept
   */
  public record Trial(
      int number,
      long seed,
      @Nullable RunProgress progress,
      @Nullable JsonNode result,
      @Nullable String weightsDigest,
      @Nullable String artifactId) {}
}
