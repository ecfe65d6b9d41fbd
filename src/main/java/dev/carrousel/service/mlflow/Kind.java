package dev.carrousel.service.mlflow;

import java.util.Locale;
import java.util.Optional;

/** What a condition or an order looks at. */
enum Kind {
  METRIC,
  PARAM,
  TAG,
  ATTRIBUTE,
  DATASET;

  /** The kind that goes by a name; each has several. */
  static Optional<Kind> named(String name) {
    return switch (name) {
      case "metrics", "metric" -> Optional.of(METRIC);
      case "params", "param", "parameters", "parameter" -> Optional.of(PARAM);
      case "tags", "tag" -> Optional.of(TAG);
      case "attributes", "attribute", "attr", "run" -> Optional.of(ATTRIBUTE);
      case "datasets", "dataset" -> Optional.of(DATASET);
      default -> Optional.empty();
    };
  }

  String plural() {
    return name().toLowerCase(Locale.ROOT) + "s";
  }
}
