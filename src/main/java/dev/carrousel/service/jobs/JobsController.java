package dev.carrousel.service.jobs;

import dev.carrousel.service.web.ConditionalRequests;
import dev.carrousel.service.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that read the ledger. */
@Tag(name = "jobs")
@RestController
@RequestMapping("/api/v1/jobs")
class JobsController {

  private static final String TEXT_CSV = "text/csv";

  private final Jobs jobs;
  private final Standings standings;
  private final ShownJobs shown;
  private final Metrics metrics;
  private final ConditionalRequests conditions;

  JobsController(
      Jobs jobs,
      Standings standings,
      ShownJobs shown,
      Metrics metrics,
      ConditionalRequests conditions) {
    this.jobs = jobs;
    this.standings = standings;
    this.shown = shown;
    this.metrics = metrics;
    this.conditions = conditions;
  }

  @Operation(
      operationId = "listJobs",
      summary = "List the jobs",
      description =
          "If-None-Match with the ETag of an earlier answer is answered 304 until something changed.")
  @GetMapping
  ResponseEntity<Page<Job>> list(
      @RequestParam(required = false) @Nullable String status,
      @Parameter(description = "key:value") @RequestParam(required = false) @Nullable String label,
      @Parameter(description = "built-in task they learn") @RequestParam(required = false)
          @Nullable String task,
      @Parameter(description = "such as 2026-01-31T12:00:00Z") @RequestParam(required = false)
          @Nullable String createdAfter,
      @Parameter(description = "-createdAt for the newest first, createdAt for the oldest first")
          @RequestParam(defaultValue = JobFilter.NEWEST_FIRST)
          String sort,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @RequestParam(required = false) @Nullable String after,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
    JobFilter filter = JobFilter.of(status, label, task, createdAfter, sort);
    return conditions.answer(
        known, null, () -> jobs.mark(filter, limit, after), _ -> jobs.list(filter, limit, after));
  }

  @Operation(
      operationId = "getJob",
      summary = "Show a job: status, progress, and its result at the end",
      description =
          "If-None-Match with the ETag of an earlier answer is answered 304 until something changed; with"
              + " Prefer: wait=20 the answer is held back so many seconds for a change.")
  @GetMapping("/{job}")
  ResponseEntity<Job> get(
      @PathVariable String job,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
      @RequestHeader(value = "Prefer", required = false) @Nullable String preference) {
    return conditions.answer(
        known, preference, () -> standings.mark(job), mark -> shown.get(job, mark));
  }

  @Operation(operationId = "listRuns", summary = "List the runs of a job")
  @GetMapping("/{job}/runs")
  Page<Run> runs(@PathVariable String job) {
    return Page.all(jobs.runs(job));
  }

  @Operation(operationId = "getRun", summary = "Show a run")
  @GetMapping("/{job}/runs/{run}")
  Run run(@PathVariable String job, @PathVariable String run) {
    return jobs.run(job, run);
  }

  @Operation(
      operationId = "listCheckpoints",
      summary = "List the checkpoints of a run, the latest first",
      description =
          "Of a run at work the last two are kept and the one that validates best; of one that succeeded the best.")
  @GetMapping("/{job}/runs/{run}/checkpoints")
  Page<CheckpointView> checkpoints(@PathVariable String job, @PathVariable String run) {
    return Page.all(jobs.checkpoints(job, run));
  }

  @Operation(
      operationId = "getMetrics",
      summary = "Show the metric series of a run",
      description =
          "Without a run, that of the first trial. Long series are thinned so that no spike is lost. As CSV with"
              + " Accept: text/csv.")
  @GetMapping(value = "/{job}/metrics", produces = MediaType.APPLICATION_JSON_VALUE)
  RunMetrics metrics(
      @PathVariable String job,
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(defaultValue = "") List<String> names,
      @RequestParam(required = false) @Nullable Long from,
      @RequestParam(required = false) @Nullable Long to,
      @RequestParam(defaultValue = "500") @Min(2) @Max(100_000) int points) {
    Run found = run == null ? jobs.runs(job).getFirst() : jobs.run(job, run);
    Metrics.StepRange range = new Metrics.StepRange(from, to);
    return new RunMetrics(found.id(), metrics.series(found.id(), names, range, points));
  }

  @Operation(operationId = "getMetricsAsCsv", hidden = true)
  @GetMapping(value = "/{job}/metrics", produces = TEXT_CSV)
  ResponseEntity<String> metricsAsCsv(
      @PathVariable String job,
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(defaultValue = "") List<String> names,
      @RequestParam(required = false) @Nullable Long from,
      @RequestParam(required = false) @Nullable Long to,
      @RequestParam(defaultValue = "500") @Min(2) @Max(100_000) int points) {
    StringBuilder text = new StringBuilder("metric,step,value\n");
    metrics(job, run, names, from, to, points)
        .series()
        .forEach((name, series) ->
            series.forEach(point ->
                text.append(name)
                    .append(',')
                    .append(point.step())
                    .append(',')
                    .append(point.value())
                    .append('\n')));
    return ResponseEntity.ok().contentType(MediaType.valueOf(TEXT_CSV)).body(text.toString());
  }

  /** Metric series by name. */
  record RunMetrics(String run, Map<String, List<MetricPoint>> series) {}
}
