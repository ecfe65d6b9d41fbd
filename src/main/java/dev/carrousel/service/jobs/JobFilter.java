package dev.carrousel.service.jobs;

import dev.carrousel.service.web.Labels;
import dev.carrousel.service.web.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are wanted.
 *
 * @param status where they stand, null for anywhere
 * @param labelText what their stored labels must look like
 */
record JobFilter(@Nullable Status status, String labelText) {

  static JobFilter of(@Nullable String status, @Nullable String label) {
    return new JobFilter(status == null ? null : status(status), Labels.pattern(label));
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
}
