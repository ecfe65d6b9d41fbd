package dev.carrousel.service.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a job of several runs: what they have done together, their mean share of it, and
 * the mean loss of those at work. They are in no common epoch.
 */
final class JobProgress {

  private static final double ALL = 100;

  private JobProgress() {}

  static @Nullable RunProgress of(List<Run> runs) {
    Instant observedAt =
        known(runs, RunProgress::observedAt).max(Comparator.naturalOrder()).orElse(null);
    if (observedAt == null) {
      return null;
    }
    List<Run> atWork = runs.stream().filter(run -> run.status().isAtWork()).toList();
    double percent = runs.stream().mapToDouble(JobProgress::percent).average().orElse(0);
    Double remaining = remaining(runs, percent, observedAt);
    return new RunProgress(
        phase(runs, atWork),
        percent,
        sum(runs, RunProgress::step),
        planned(runs),
        null,
        null,
        sum(runs, RunProgress::samples),
        loss(atWork.isEmpty() ? runs : atWork),
        rate(atWork),
        remaining,
        remaining == null ? null : observedAt.plusMillis(Math.round(remaining * 1000)),
        observedAt);
  }

  private static <T> Stream<T> known(List<Run> runs, Function<RunProgress, @Nullable T> part) {
    return runs.stream()
        .map(Run::progress)
        .filter(Objects::nonNull)
        .map(part)
        .filter(Objects::nonNull);
  }

  /** That of the run at work that is ahead. */
  private static @Nullable String phase(List<Run> runs, List<Run> atWork) {
    if (runs.stream().allMatch(run -> run.status().isTerminal())) {
      return RunProgress.DONE;
    }
    List<String> phases = known(atWork, RunProgress::phase).toList();
    return phases.contains(RunProgress.TRAINING)
        ? RunProgress.TRAINING
        : phases.stream().findFirst().orElse(null);
  }

  private static double percent(Run run) {
    if (run.status().isTerminal()) {
      return ALL;
    }
    return known(List.of(run), RunProgress::percent).findFirst().orElse(0.0);
  }

  private static @Nullable Long sum(List<Run> runs, Function<RunProgress, @Nullable Long> part) {
    return known(runs, part).reduce(Long::sum).orElse(null);
  }

  /** All runs have the same plan. */
  private static @Nullable Long planned(List<Run> runs) {
    return known(runs, RunProgress::stepsTotal)
        .findFirst()
        .map(each -> each * runs.size())
        .orElse(null);
  }

  private static @Nullable Double loss(List<Run> runs) {
    List<Double> losses = known(runs, RunProgress::loss).toList();
    return losses.isEmpty()
        ? null
        : losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
  }

  private static @Nullable Double rate(List<Run> atWork) {
    return known(atWork, RunProgress::samplesPerSecond).reduce(Double::sum).orElse(null);
  }

  private static @Nullable Double remaining(List<Run> runs, double percent, Instant observedAt) {
    Instant began =
        runs.stream()
            .map(Run::startedAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (began == null || percent <= 0 || percent >= ALL) {
      return null;
    }
    double elapsed = Duration.between(began, observedAt).toMillis() / 1000.0;
    return elapsed * (ALL - percent) / percent;
  }
}
