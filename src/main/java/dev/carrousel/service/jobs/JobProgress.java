package dev.carrousel.service.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The progress of a job of several runs: the mean of theirs. */
final class JobProgress {

  private JobProgress() {}

  static @Nullable RunProgress of(List<Run> runs) {
    Instant observedAt =
        runs.stream()
            .map(Run::progress)
            .filter(Objects::nonNull)
            .map(RunProgress::observedAt)
            .max(Comparator.naturalOrder())
            .orElse(null);
    if (observedAt == null) {
      return null;
    }
    double percent = runs.stream().mapToDouble(JobProgress::percent).average().orElse(0);
    double rate =
        runs.stream()
            .filter(run -> run.status() == Status.RUNNING)
            .mapToDouble(JobProgress::rate)
            .sum();
    Double remaining = remaining(runs, percent, observedAt);
    Instant finish = remaining == null ? null : observedAt.plusMillis(Math.round(remaining * 1000));
    return new RunProgress(
        null,
        percent,
        null,
        null,
        null,
        null,
        samples(runs),
        null,
        rate > 0 ? rate : null,
        remaining,
        finish,
        observedAt);
  }

  private static double percent(Run run) {
    if (run.status().isTerminal()) {
      return 100;
    }
    return run.progress() == null || run.progress().percent() == null
        ? 0
        : run.progress().percent();
  }

  private static Long samples(List<Run> runs) {
    return runs.stream()
        .map(Run::progress)
        .filter(Objects::nonNull)
        .mapToLong(progress -> progress.samples() == null ? 0 : progress.samples())
        .sum();
  }

  private static double rate(Run run) {
    return run.progress() == null || run.progress().samplesPerSecond() == null
        ? 0
        : run.progress().samplesPerSecond();
  }

  private static @Nullable Double remaining(List<Run> runs, double percent, Instant observedAt) {
    Instant began =
        runs.stream()
            .map(Run::startedAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (began == null || percent <= 0 || percent >= 100) {
      return null;
    }
    double elapsed = Duration.between(began, observedAt).toMillis() / 1000.0;
    return elapsed * (100 - percent) / percent;
  }
}
