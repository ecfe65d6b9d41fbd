package dev.carrousel.service.jobs;

import dev.carrousel.service.web.Labels;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes what clients see out of rows. */
@Component
class JobViews {

  private final JsonMapper json;

  JobViews(JsonMapper json) {
    this.json = json;
  }

  Job job(JobEntity job, List<RunEntity> runs) {
    return new Job(
        job.id,
        job.owner,
        job.name,
        labels(job),
        job.model,
        job.status,
        job.reason,
        job.detail,
        job.priority,
        job.trials,
        runs.stream().mapToInt(run -> run.attempt).max().orElse(0),
        counts(runs),
        json.readTree(job.configuration),
        progress(runs),
        runs.size() == 1 ? tree(runs.getFirst().result) : null,
        transitions(job),
        job.retryOf,
        job.createdAt,
        job.startedAt,
        job.finishedAt);
  }

  Run run(RunEntity run) {
    return new Run(
        run.id,
        run.jobId,
        run.trial,
        run.seed,
        run.status,
        run.reason,
        run.detail,
        run.attempt,
        progress(run),
        tree(run.result),
        run.weightsDigest,
        run.artifactId,
        run.createdAt,
        run.startedAt,
        run.finishedAt);
  }

  /** A run in the list of all, or a job of several runs if there is none. */
  LedgerEntry entry(JobEntity job, @Nullable RunEntity run) {
    return new LedgerEntry(
        run == null ? job.id : run.id,
        job.experimentName,
        job.id,
        job.name,
        job.owner,
        labels(job),
        json.readTree(job.configuration),
        job.trials,
        run == null ? null : trial(run),
        run == null
            ? new LedgerEntry.Standing(job.status, job.reason, job.detail)
            : new LedgerEntry.Standing(run.status, run.reason, run.detail),
        job.createdAt,
        run == null ? job.finishedAt : run.finishedAt);
  }

  private LedgerEntry.Trial trial(RunEntity run) {
    return new LedgerEntry.Trial(
        run.trial, run.seed, progress(run), tree(run.result), run.weightsDigest, run.artifactId);
  }

  private Map<String, String> labels(JobEntity job) {
    return Labels.read(job.labels);
  }

  List<Transition> transitions(JobEntity job) {
    return List.of(json.readValue(job.transitions, Transition[].class));
  }

  private static Map<Status, Long> counts(List<RunEntity> runs) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    runs.forEach(run -> counts.merge(run.status, 1L, Long::sum));
    return counts;
  }

  private @Nullable RunProgress progress(List<RunEntity> runs) {
    if (runs.size() == 1) {
      return progress(runs.getFirst());
    }
    return JobProgress.of(runs.stream().map(this::run).toList());
  }

  private @Nullable RunProgress progress(RunEntity run) {
    return run.progress == null ? null : json.readValue(run.progress, RunProgress.class);
  }

  private @Nullable JsonNode tree(@Nullable String text) {
    return text == null ? null : json.readTree(text);
  }
}
