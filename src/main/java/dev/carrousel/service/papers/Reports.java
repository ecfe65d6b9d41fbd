package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.lstm.paper.Paper;
import dev.carrousel.service.jobs.Job;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.Run;
import dev.carrousel.service.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes reports out of the ledger; nothing measured is stored anywhere else. */
@Component
class Reports {

  private final Jobs jobs;

  Reports(Jobs jobs) {
    this.jobs = jobs;
  }

  Report of(Paper paper, Experiment experiment, @Nullable String jobId) {
    Job job = jobId == null ? jobs.latestOf(experiment.id()).orElse(null) : jobs.get(jobId);
    if (job != null
        && !experiment.id().equals(job.configuration().path("experiment").asString(""))) {
      throw ProblemException.invalid(
          "?job",
          "another_experiment",
          "Job %s does not repeat experiment %s.".formatted(jobId, experiment.id()));
    }
    List<Run> runs = job == null ? List.of() : jobs.runs(job.id());
    List<Report.Trial> trials = runs.stream().map(Reports::trial).toList();
    Report.Measured measured = TrialStatistics.of(trials, wallSeconds(runs));
    return new Report(
        paper.id(),
        experiment.id(),
        experiment.title(),
        experiment.citation(),
        experiment.reading(),
        experiment.acceptance(),
        experiment.published(),
        job == null ? null : job.id(),
        job == null ? null : job.status(),
        measured,
        TrialStatistics.verdict(experiment, measured),
        trials);
  }

  private static Report.Trial trial(Run run) {
    JsonNode result = run.result();
    Double seconds =
        run.startedAt() == null || run.finishedAt() == null
            ? null
            : seconds(run.startedAt(), run.finishedAt());
    return new Report.Trial(
        run.trial(),
        run.seed(),
        run.id(),
        run.status(),
        run.reason(),
        result == null ? null : result.path("criterionReached").asBoolean(),
        result == null ? null : result.path("sequences").asLong(),
        result == null ? null : result.path("wrong").asInt(),
        result == null ? null : result.path("examined").asInt(),
        result == null ? null : result.path("meanAbsoluteError").asDouble(),
        seconds);
  }

  private static @Nullable Double wallSeconds(List<Run> runs) {
    Instant first =
        runs.stream()
            .map(Run::startedAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    Instant last =
        runs.stream()
            .map(Run::finishedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return first == null || last == null ? null : seconds(first, last);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
