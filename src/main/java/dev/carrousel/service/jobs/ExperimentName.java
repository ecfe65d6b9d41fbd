package dev.carrousel.service.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job is shown under where jobs are grouped. */
final class ExperimentName {

  private static final String LABEL = "experiment";

  private ExperimentName() {}

  /** The label that users give, else the published experiment, else the default. */
  static String of(Map<String, String> labels, @Nullable String published) {
    String label = labels.getOrDefault(LABEL, "");
    if (!label.isBlank()) {
      return label;
    }
    return published == null ? Ledger.DEFAULT_EXPERIMENT : published;
  }
}
