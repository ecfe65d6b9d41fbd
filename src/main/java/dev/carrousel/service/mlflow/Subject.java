package dev.carrousel.service.mlflow;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be looked at, such as {@code metrics.loss}.
 *
 * @param kind of what kind it is
 * @param key its name
 * @param numeric whether it is a number
 */
record Subject(Kind kind, String key, boolean numeric) {

  /** Something whose subjects have values. */
  interface Bearer {

    /** A text or a double; null if it has no such thing. */
    @Nullable Object value(Subject subject);
  }
}
