package dev.carrousel.service.jobs;

import dev.carrousel.service.web.Labels;
import dev.carrousel.service.web.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are wanted, and in which order. What is null is not asked for.
 *
 * @param status where they stand
 * @param labelText what their stored labels must look like
 * @param taskText what their stored configuration must look like
 * @param createdAfter what they are younger than
 * @param oldestFirst whether the list begins with the oldest, not the newest
 */
record JobFilter(
    @Nullable Status status,
    @Nullable String labelText,
    @Nullable String taskText,
    @Nullable Instant createdAfter,
    boolean oldestFirst) {

  static final String NEWEST_FIRST = "-createdAt";
  private static final String OLDEST_FIRST = "createdAt";
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  static JobFilter of(
      @Nullable String status,
      @Nullable String label,
      @Nullable String task,
      @Nullable String createdAfter,
      String sort) {
    return new JobFilter(
        status == null ? null : status(status),
        label == null ? null : Labels.pattern(label),
        task == null ? null : taskText(task),
        createdAfter == null ? null : time(createdAfter),
        isOldestFirst(sort));
  }

  private static Status status(String text) {
    return Arrays.stream(Status.values())
        .filter(status -> status.json().equals(text))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.invalid(
                "?status",
                "unknown_status",
                "The status must be one of %s, was %s."
                    .formatted(Arrays.stream(Status.values()).map(Status::json).toList(), text)));
  }

  /** As the configuration begins its data, which no label can look like. */
  private static String taskText(String task) {
    return Labels.containing("\"data\":{\"task\":\"%s\"".formatted(task));
  }

  /** Nothing is older or younger than what every database can tell. */
  private static Instant time(String text) {
    try {
      Instant time = Instant.parse(text);
      return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    } catch (DateTimeException malformed) {
      throw ProblemException.invalid(
          "?createdAfter",
          "malformed_time",
          "Expected a time such as 2026-01-31T12:00:00Z, found %s.".formatted(text));
    }
  }

  private static boolean isOldestFirst(String sort) {
    if (!sort.equals(OLDEST_FIRST) && !sort.equals(NEWEST_FIRST)) {
      throw ProblemException.invalid(
          "?sort",
          "unknown_order",
          "The order must be %s or %s, was %s.".formatted(OLDEST_FIRST, NEWEST_FIRST, sort));
    }
    return sort.equals(OLDEST_FIRST);
  }
}
