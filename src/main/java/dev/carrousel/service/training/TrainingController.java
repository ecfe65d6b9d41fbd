package dev.carrousel.service.training;

import dev.carrousel.service.jobs.Job;
import dev.carrousel.service.jobs.JobEdit;
import dev.carrousel.service.jobs.Status;
import dev.carrousel.service.web.Owners;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.RetryAfter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that submit and steer jobs. */
@Tag(name = "jobs")
@RestController
@RequestMapping("/api/v1/jobs")
class TrainingController {

  private static final String IF_MATCH =
      "With If-Match, the ETag of an earlier answer, only if nothing has changed since: 412 otherwise.";

  private final TrainingService training;
  private final Owners owners;

  TrainingController(TrainingService training, Owners owners) {
    this.training = training;
    this.owners = owners;
  }

  @Operation(
      operationId = "submitJob",
      summary = "Submit a training job",
      description =
          "With an Idempotency-Key the same request makes one job, however often it is sent within 24 hours.")
  @ApiResponse(responseCode = "202", description = "The job, queued")
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Idempotency-Key",
      description = Submitter.KEY_DESCRIPTION)
  @PostMapping
  ResponseEntity<Job> submit(
      @Valid @RequestBody TrainingRequest request, HttpServletRequest headers) {
    requireNoExperiment(request);
    return accepted(training.submit(request, Submitter.of(headers, owners)));
  }

  @Operation(
      operationId = "validateJob",
      summary = "Tell what a job would do, without doing it",
      description =
          "Fills in every default, checks the request against its data as a submission would, and measures a few real steps.")
  @PostMapping("/validate")
  EffectivePlan validate(@Valid @RequestBody TrainingRequest request) {
    requireNoExperiment(request);
    return training.validate(request);
  }

  private static void requireNoExperiment(TrainingRequest request) {
    if (request.experiment() != null) {
      throw ProblemException.invalid(
          "#/experiment",
          "not_applicable",
          "Published experiments are repeated by POST /api/v1/papers/{paper}/experiments/{row}/jobs.");
    }
  }

  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description =
          "Runs that wait end at once, running ones within moments. Cancelling a cancelled job changes nothing.")
  @ApiResponse(responseCode = "202", description = "The job, which ends within moments")
  @PostMapping("/{job}/cancel")
  ResponseEntity<Job> cancel(@PathVariable String job) {
    return steered(training.cancel(job), Status.CANCELLED);
  }

  @Operation(
      operationId = "pauseJob",
      summary = "Put a job aside",
      description =
          "Runs that wait are put aside at once, running ones with a checkpoint within moments.")
  @ApiResponse(responseCode = "202", description = "The job, which pauses within moments")
  @PostMapping("/{job}/pause")
  ResponseEntity<Job> pause(@PathVariable String job) {
    return steered(training.pause(job), Status.PAUSED);
  }

  @Operation(
      operationId = "resumeJob",
      summary = "Let a paused job go on",
      description = "Its runs are queued and go on from their checkpoints, to the bit.")
  @ApiResponse(responseCode = "202", description = "The job, queued")
  @PostMapping("/{job}/resume")
  ResponseEntity<Job> resume(@PathVariable String job) {
    return steered(training.resume(job), Status.RUNNING);
  }

  @Operation(
      operationId = "retryJob",
      summary = "Try a failed or cancelled job again",
      description =
          "Makes a new job of the same configuration, whose runs go on from the last checkpoints of the old one.")
  @ApiResponse(responseCode = "202", description = "The new job, queued")
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Idempotency-Key",
      description = Submitter.KEY_DESCRIPTION)
  @PostMapping("/{job}/retry")
  ResponseEntity<Job> retry(@PathVariable String job, HttpServletRequest headers) {
    return accepted(training.retry(job, Submitter.of(headers, owners)));
  }

  @Operation(
      operationId = "editJob",
      summary = "Change name, labels or priority of a job",
      description = IF_MATCH)
  @PatchMapping("/{job}")
  Job edit(
      @PathVariable String job,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
      @Valid @RequestBody JobEdit edit) {
    return training.edit(job, seen, edit);
  }

  @Operation(
      operationId = "deleteJob",
      summary = "Delete a job that has ended",
      description = "With its runs, metrics, checkpoints and events. Its models stay. " + IF_MATCH)
  @ApiResponse(responseCode = "204", description = "The job is gone")
  @DeleteMapping("/{job}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String job,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
    training.delete(job, seen);
  }

  private static ResponseEntity<Job> accepted(Job job) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/jobs/" + job.id()))
        .header(HttpHeaders.RETRY_AFTER, RetryAfter.POLL_SECONDS)
        .body(job);
  }

  private static ResponseEntity<Job> steered(Job job, Status target) {
    return job.status() == target
        ? ResponseEntity.ok(job)
        : ResponseEntity.accepted()
            .header(HttpHeaders.RETRY_AFTER, RetryAfter.POLL_SECONDS)
            .body(job);
  }
}
