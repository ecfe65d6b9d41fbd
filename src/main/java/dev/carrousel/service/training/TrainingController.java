package dev.carrousel.service.training;

import dev.carrousel.service.jobs.Job;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that submit and steer jobs. */
@Tag(name = "jobs")
@RestController
@RequestMapping("/api/v1/jobs")
class TrainingController {

  private static final String POLL_SECONDS = "1";

  private final TrainingService training;
  private final Jobs jobs;

  TrainingController(TrainingService training, Jobs jobs) {
    this.training = training;
    this.jobs = jobs;
  }

  @Operation(operationId = "submitJob", summary = "Submit a training job")
  @ApiResponse(responseCode = "202", description = "The job, queued")
  @PostMapping
  ResponseEntity<Job> submit(@Valid @RequestBody TrainingRequest request) {
    if (request.experiment() != null) {
      throw ProblemException.invalid(
          "#/experiment",
          "not_applicable",
          "Published experiments are repeated by POST /api/v1/papers/{paper}/experiments/{row}/jobs.");
    }
    Job job = training.submit(request);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/jobs/" + job.id()))
        .header(HttpHeaders.RETRY_AFTER, POLL_SECONDS)
        .body(job);
  }

  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description =
          "Runs that wait end at once, running ones within moments. Cancelling a cancelled job changes nothing.")
  @ApiResponse(responseCode = "202", description = "The job, which ends within moments")
  @PostMapping("/{job}/cancel")
  ResponseEntity<Job> cancel(@PathVariable String job) {
    Job cancelled = jobs.cancel(job);
    return (cancelled.status().isTerminal() ? ResponseEntity.ok() : ResponseEntity.accepted())
        .body(cancelled);
  }
}
