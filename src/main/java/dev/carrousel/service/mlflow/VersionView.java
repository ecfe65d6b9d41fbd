package dev.carrousel.service.mlflow;

import dev.carrousel.service.models.Catalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of a model as MLflow writes it. */
@Wire
record VersionView(
    String name,
    String version,
    long creationTimestamp,
    long lastUpdatedTimestamp,
    String currentStage,
    @Nullable String description,
    String source,
    @Nullable String runId,
    String status,
    List<KeyValue> tags,
    List<String> aliases)
    implements Subject.Bearer {

  /** A version whose weights are at an address. */
  static VersionView of(Catalogue.Entry entry, String source) {
    long created = entry.createdAt().toEpochMilli();
    return new VersionView(
        entry.name(),
        String.valueOf(entry.version()),
        created,
        created,
        "None",
        entry.note(),
        source,
        entry.runId(),
        "READY",
        KeyValue.of(entry.labels()),
        entry.aliases());
  }

  @Override
  public @Nullable Object value(Subject subject) {
    return switch (subject.kind()) {
      case TAG -> KeyValue.find(tags, subject.key());
      case ATTRIBUTE -> attribute(subject.key());
      case METRIC, PARAM, DATASET -> null;
    };
  }

  private @Nullable Object attribute(String key) {
    return switch (key) {
      case "name" -> name;
      case "run_id" -> runId;
      case "source_path" -> source;
      case "version_number" -> Double.valueOf(version);
      case "creation_timestamp", "last_updated_timestamp" -> (double) creationTimestamp;
      default -> null;
    };
  }
}
