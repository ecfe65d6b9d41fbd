package dev.carrousel.service.jobs;

import dev.carrousel.service.web.Page;
import dev.carrousel.service.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that read the ledger. */
@Tag(name = "jobs")
@RestController
@RequestMapping("/api/v1/jobs")
class JobsController {

  private static final String POLL_SECONDS = "1";

  private final Jobs jobs;
  private final Metrics metrics;

  JobsController(Jobs jobs, Metrics metrics) {
    this.jobs = jobs;
    this.metrics = metrics;
  }

  @Operation(operationId = "listJobs", summary = "List the jobs, newest first")
  @GetMapping
  Page<Job> list(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @RequestParam(required = false) @Nullable String after) {
    return jobs.list(status == null ? null : status(status), limit, after);
  }

  @Operation(
      operationId = "getJob",
      summary = "Show a job: status, progress, and its result at the end")
  @GetMapping("/{job}")
  ResponseEntity<Job> get(@PathVariable String job) {
    Job found = jobs.get(job);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    return (found.status().isTerminal()
            ? answer
            : answer.header(HttpHeaders.RETRY_AFTER, POLL_SECONDS))
        .body(found);
  }

  @Operation(operationId = "listRuns", summary = "List the runs of a job")
  @GetMapping("/{job}/runs")
  Runs runs(@PathVariable String job) {
    return new Runs(jobs.runs(job));
  }

  @Operation(operationId = "getRun", summary = "Show a run")
  @GetMapping("/{job}/runs/{run}")
  Run run(@PathVariable String job, @PathVariable String run) {
    return jobs.run(job, run);
  }

  @Operation(
      operationId = "getMetrics",
      summary = "Show the metric series of a run",
      description =
          "Without a run, that of the first trial. Long series are thinned so that no spike is lost.")
  @GetMapping("/{job}/metrics")
  RunMetrics metrics(
      @PathVariable String job,
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(defaultValue = "") List<String> names,
      @RequestParam(defaultValue = "500") @Min(2) @Max(100_000) int points) {
    Run found = run == null ? jobs.runs(job).getFirst() : jobs.run(job, run);
    return new RunMetrics(found.id(), metrics.series(found.id(), names, points));
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

  /** The runs of a job, by trial. */
  record Runs(List<Run> data) {}

  /** Metric series by name. */
  record RunMetrics(String run, Map<String, List<MetricPoint>> series) {}
}
