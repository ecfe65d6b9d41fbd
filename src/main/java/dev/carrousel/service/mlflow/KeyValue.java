package dev.carrousel.service.mlflow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parameter or a tag. */
@Wire
record KeyValue(String key, String value) {

  static List<KeyValue> of(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> new KeyValue(entry.getKey(), entry.getValue()))
        .toList();
  }

  static @Nullable String find(List<KeyValue> all, String key) {
    return all.stream()
        .filter(one -> one.key().equals(key))
        .map(KeyValue::value)
        .findFirst()
        .orElse(null);
  }
}
