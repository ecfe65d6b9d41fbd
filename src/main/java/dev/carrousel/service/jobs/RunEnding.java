package dev.carrousel.service.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param status succeeded, failed or cancelled
 * @param reason why
 * @param detail the reason in words
 * @param result what came out, as JSON
 * @param weightsDigest SHA-256 of its weights, null if there are none worth keeping
 * @param artifactId where weights and predictor are kept
 */
public record RunEnding(
    Status status,
    Reason reason,
    @Nullable String detail,
    @Nullable String result,
    @Nullable String weightsDigest,
    @Nullable String artifactId) {

  /** An ending without weights. */
  public static RunEnding without(Status status, Reason reason, @Nullable String detail) {
    return new RunEnding(status, reason, detail, null, null, null);
  }

  /** The same ending with weights. */
  public RunEnding withWeights(String digest, String artifact) {
    return new RunEnding(status, reason, detail, result, digest, artifact);
  }
}
