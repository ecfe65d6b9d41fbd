package dev.carrousel.service.mlflow;

import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.jobs.LedgerEntry;
import dev.carrousel.service.jobs.MetricPoint;
import dev.carrousel.service.jobs.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run or a job of several runs, with what may be asked about it.
 *
 * @param entry its line of the ledger
 * @param series the latest point of each of its metric series
 * @param dataset looks up what it learns from
 */
record SearchedRun(
    LedgerEntry entry, Map<String, MetricPoint> series, Supplier<Optional<Dataset>> dataset)
    implements Subject.Bearer {

  static final String CONTEXT = "training";

  private static final String RESULT = "result";

  /** Series and figures of the result by name. */
  Map<String, MetricPoint> metrics() {
    Map<String, MetricPoint> metrics = new TreeMap<>(series);
    LedgerEntry.Trial trial = entry.trial();
    if (trial != null && trial.result() != null) {
      Long step = trial.progress() == null ? null : trial.progress().step();
      Figures.of(RESULT, trial.result())
          .forEach(
              (name, value) -> metrics.put(name, new MetricPoint(step == null ? 0 : step, value)));
    }
    return metrics;
  }

  /** When the metrics were reported last. */
  Instant observedAt() {
    LedgerEntry.Trial trial = entry.trial();
    return trial == null || trial.progress() == null
        ? entry.createdAt()
        : trial.progress().observedAt();
  }

  String runName() {
    LedgerEntry.Trial trial = entry.trial();
    return trial == null || entry.trials() == 1
        ? entry.name()
        : "%s, trial %d".formatted(entry.name(), trial.number());
  }

  String experimentId() {
    return ExperimentId.of(entry.experiment());
  }

  String artifactUri() {
    return "mlflow-artifacts:/" + ArtifactPath.of(experimentId(), entry.id());
  }

  String status() {
    return switch (entry.standing().status()) {
      case QUEUED, PAUSED -> "SCHEDULED";
      case RUNNING, PAUSING, CANCELLING -> "RUNNING";
      case SUCCEEDED -> "FINISHED";
      case FAILED -> "FAILED";
      case CANCELLED -> "KILLED";
    };
  }

  Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>(entry.labels());
    tags.put("mlflow.runName", runName());
    tags.put("mlflow.user", entry.owner());
    tags.put("mlflow.source.type", "JOB");
    tags.put("mlflow.source.name", "/api/v1/jobs/" + entry.jobId());
    tags.put("carrousel.job", entry.jobId());
    LedgerEntry.Standing standing = entry.standing();
    if (standing.status() != Status.QUEUED && standing.reason() != null) {
      tags.put("carrousel.reason", standing.reason().json());
    }
    if (standing.detail() != null) {
      tags.put("mlflow.note.content", standing.detail());
    }
    LedgerEntry.Trial trial = entry.trial();
    if (trial != null) {
      tag(tags, trial);
    }
    return tags;
  }

  private void tag(Map<String, String> tags, LedgerEntry.Trial trial) {
    if (entry.trials() > 1) {
      tags.put("mlflow.parentRunId", entry.jobId());
      tags.put("carrousel.trial", String.valueOf(trial.number()));
    }
    if (trial.weightsDigest() != null) {
      tags.put("carrousel.weightsDigest", trial.weightsDigest());
      tags.put(
          "carrousel.weights",
          Prefix.ARTIFACTS
              + "/artifacts/"
              + ArtifactPath.of(experimentId(), entry.id())
              + "/"
              + ArtifactPath.WEIGHTS);
    }
  }

  @Override
  public @Nullable Object value(Subject subject) {
    return switch (subject.kind()) {
      case METRIC -> {
        MetricPoint point = metrics().get(subject.key());
        yield point == null ? null : (Object) point.value();
      }
      case PARAM -> Settings.of(entry).get(subject.key());
      case TAG -> tags().get(subject.key());
      case ATTRIBUTE -> attribute(subject.key());
      case DATASET -> dataset.get().map(found -> dataset(found, subject.key())).orElse(null);
    };
  }

  private @Nullable Object attribute(String key) {
    Instant finishedAt = entry.finishedAt();
    return switch (key) {
      case "run_id" -> entry.id();
      case "run_name" -> runName();
      case "status" -> status();
      case "user_id" -> entry.owner();
      case "artifact_uri" -> artifactUri();
      case "experiment_id" -> experimentId();
      case "start_time" -> (double) entry.createdAt().toEpochMilli();
      case "end_time" -> finishedAt == null ? null : (Object) (double) finishedAt.toEpochMilli();
      default -> null;
    };
  }

  private static String dataset(Dataset dataset, String key) {
    return switch (key) {
      case "name" -> dataset.name();
      case "digest" -> dataset.digest();
      default -> CONTEXT;
    };
  }
}
