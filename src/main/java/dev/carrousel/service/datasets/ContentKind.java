package dev.carrousel.service.datasets;

import java.util.Locale;

/** What an upload is made of. */
enum ContentKind {
  CSV,
  JSON,
  TEXT;

  static ContentKind ofMediaType(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.contains("json")) {
      return JSON;
    }
    return lower.startsWith("text/plain") ? TEXT : CSV;
  }

  static ContentKind ofFileName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".json") || lower.endsWith(".ndjson") || lower.endsWith(".jsonl")) {
      return JSON;
    }
    return lower.endsWith(".txt") ? TEXT : CSV;
  }
}
