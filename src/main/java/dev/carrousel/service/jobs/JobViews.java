package dev.carrousel.service.jobs;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
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
        json.readValue(job.labels, new TypeReference<Map<String, String>>() {}),
        job.model,
        job.status,
        job.reason,
        job.detail,
        job.priority,
        job.trials,
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
