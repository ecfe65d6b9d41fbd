package dev.carrousel.service.datasets;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the values of a column are. */
public enum ColumnType {
  /** A decimal number. */
  NUMBER,
  /** The moment of a row: a date, a date with a time, or a number that grows by equal steps. */
  TIME,
  /** Anything else. */
  TEXT;

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
