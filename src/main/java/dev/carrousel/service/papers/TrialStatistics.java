package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.jobs.Status;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the trials of an experiment say together. */
final class TrialStatistics {

  private static final double NORMAL_95 = 1.959963984540054;

  private TrialStatistics() {}

  static Report.Measured of(List<Report.Trial> trials, @Nullable Double wallSeconds) {
    List<Report.Trial> finished = trials.stream().filter(TrialStatistics::counts).toList();
    List<Report.Trial> successful =
        finished.stream().filter(trial -> Boolean.TRUE.equals(trial.criterionReached())).toList();
    int count = finished.size();
    return new Report.Measured(
        trials.size(),
        count,
        successful.size(),
        count == 0 ? null : 100.0 * successful.size() / count,
        count == 0 ? null : wilson(successful.size(), count),
        sequences(successful),
        mean(
            successful,
            trial ->
                Objects.requireNonNullElse(trial.wrong(), 0)
                    / (double) Math.max(1, examined(trial))),
        mean(successful, trial -> Objects.requireNonNullElse(trial.testError(), 0.0)),
        wallSeconds);
  }

  /** A trial that somebody or the service has broken off says nothing of the network. */
  private static boolean counts(Report.Trial trial) {
    return trial.status() == Status.SUCCEEDED || trial.reason() == Reason.DIVERGED;
  }

  /** Wilson's score interval (1927) of a share of successes, in percent. */
  static Report.Interval wilson(int successes, int trials) {
    double share = (double) successes / trials;
    double square = NORMAL_95 * NORMAL_95;
    double center = (share + square / (2 * trials)) / (1 + square / trials);
    double half =
        NORMAL_95
            / (1 + square / trials)
            * Math.sqrt(share * (1 - share) / trials + square / (4.0 * trials * trials));
    return new Report.Interval(100 * Math.max(0, center - half), 100 * Math.min(1, center + half));
  }

  private static Report.@Nullable Sequences sequences(List<Report.Trial> successful) {
    if (successful.isEmpty()) {
      return null;
    }
    long[] sorted = successful.stream().mapToLong(TrialStatistics::shown).sorted().toArray();
    double mean = successful.stream().mapToLong(TrialStatistics::shown).average().orElseThrow();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    return new Report.Sequences(mean, median, sorted[0], sorted[sorted.length - 1]);
  }

  private static long shown(Report.Trial trial) {
    return Objects.requireNonNullElse(trial.sequences(), 0L);
  }

  private static int examined(Report.Trial trial) {
    return Objects.requireNonNullElse(trial.examined(), 0);
  }

  private static @Nullable Double mean(
      List<Report.Trial> trials, ToDoubleFunction<Report.Trial> value) {
    return trials.isEmpty() ? null : trials.stream().mapToDouble(value).average().orElseThrow();
  }

  static Report.Verdict verdict(Experiment experiment, Report.Measured measured) {
    String band =
        String.format(
            Locale.ROOT,
            "Agreement means at least %.0f percent successful trials and a mean of %,.0f to %,.0f sequences",
            experiment.acceptance().lowestRate(),
            experiment.acceptance().lowestMean(),
            experiment.acceptance().highestMean());
    if (measured.trials() == 0 || measured.finished() < measured.trials()) {
      return new Report.Verdict(
          "open",
          "%s; %d of %d trials ran to their end."
              .formatted(band, measured.finished(), measured.trials()));
    }
    double rate = Objects.requireNonNullElse(measured.successRate(), 0.0);
    double mean = measured.sequences() == null ? Double.NaN : measured.sequences().mean();
    boolean agrees = experiment.acceptance().accepts(rate, mean);
    String found =
        measured.sequences() == null
            ? "no trial succeeded"
            : String.format(Locale.ROOT, "measured %.0f percent and %,.0f", rate, mean);
    return new Report.Verdict(agrees ? "agrees" : "differs", "%s; %s.".formatted(band, found));
  }
}
