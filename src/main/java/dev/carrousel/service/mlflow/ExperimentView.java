package dev.carrousel.service.mlflow;

import dev.carrousel.service.jobs.Ledger.ExperimentSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An experiment as MLflow writes it. */
@Wire
record ExperimentView(
    String experimentId,
    String name,
    String artifactLocation,
    String lifecycleStage,
    long creationTime,
    long lastUpdateTime,
    List<KeyValue> tags)
    implements Subject.Bearer {

  static ExperimentView of(ExperimentSpan span) {
    String id = ExperimentId.of(span.name());
    return new ExperimentView(
        id,
        span.name(),
        "mlflow-artifacts:/" + id,
        "active",
        span.firstJobAt().toEpochMilli(),
        span.lastJobAt().toEpochMilli(),
        List.of());
  }

  @Override
  public @Nullable Object value(Subject subject) {
    if (subject.kind() != Kind.ATTRIBUTE) {
      return null;
    }
    return switch (subject.key()) {
      case "name" -> name;
      case "experiment_id" -> experimentId;
      case "creation_time" -> (double) creationTime;
      case "last_update_time" -> (double) lastUpdateTime;
      default -> null;
    };
  }
}
