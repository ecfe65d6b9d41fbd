package dev.carrousel.service.mlflow;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A registered model as MLflow writes it: its latest version stands for it. */
@Wire
record ModelView(
    String name,
    long creationTimestamp,
    long lastUpdatedTimestamp,
    List<VersionView> latestVersions,
    List<Alias> aliases,
    List<KeyValue> tags)
    implements Subject.Bearer {

  /** Of all versions of a model, the newest first. */
  static ModelView of(List<VersionView> versions) {
    VersionView latest = versions.getFirst();
    List<Alias> aliases =
        versions.stream()
            .flatMap(version ->
                version.aliases().stream().map(alias -> new Alias(alias, version.version())))
            .sorted(Comparator.comparing(Alias::alias))
            .toList();
    return new ModelView(
        latest.name(),
        versions.getLast().creationTimestamp(),
        latest.creationTimestamp(),
        List.of(latest),
        aliases,
        latest.tags());
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
      case "creation_timestamp" -> (double) creationTimestamp;
      case "last_updated_timestamp" -> (double) lastUpdatedTimestamp;
      default -> null;
    };
  }

  /** A name that points at a version. */
  @Wire
  record Alias(String alias, String version) {}
}
