package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.lstm.paper.Paper;
import dev.carrousel.lstm.paper.Papers;
import dev.carrousel.service.jobs.Job;
import dev.carrousel.service.training.Experiments;
import dev.carrousel.service.training.Submitter;
import dev.carrousel.service.web.Owners;
import dev.carrousel.service.web.Page;
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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of the papers. */
@Tag(name = "papers")
@RestController
@RequestMapping("/api/v1/papers")
class PapersController {

  private static final String REPORT = "/{paper}/experiments/{row}/report";

  private final Experiments experiments;
  private final Reports reports;
  private final Owners owners;

  PapersController(Experiments experiments, Reports reports, Owners owners) {
    this.experiments = experiments;
    this.reports = reports;
    this.owners = owners;
  }

  @Operation(operationId = "listPapers", summary = "List the papers and their experiments")
  @GetMapping
  Page<PaperSummary> list() {
    return Page.all(Papers.all().stream().map(PaperSummary::of).toList());
  }

  @Operation(operationId = "getPaper", summary = "Show a paper and its experiments")
  @GetMapping("/{paper}")
  PaperSummary get(@PathVariable String paper) {
    return PaperSummary.of(paper(paper));
  }

  @Operation(
      operationId = "getExperiment",
      summary = "Show one experiment with its settings and the published figure")
  @GetMapping("/{paper}/experiments/{row}")
  ExperimentView experiment(@PathVariable String paper, @PathVariable String row) {
    Experiment experiment = find(paper, row);
    return ExperimentView.of(experiment, experiments.configuration(experiment));
  }

  @Operation(
      operationId = "repeatExperiment",
      summary = "Repeat an experiment",
      description = "One job with a run for each trial, by default as many trials as in the paper.")
  @ApiResponse(responseCode = "202", description = "The job, queued")
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Idempotency-Key",
      description = Submitter.KEY_DESCRIPTION)
  @PostMapping("/{paper}/experiments/{row}/jobs")
  ResponseEntity<Job> repeat(
      @PathVariable String paper,
      @PathVariable String row,
      @Valid @RequestBody(required = false) @Nullable RepeatRequest request,
      HttpServletRequest headers) {
    Experiment experiment = find(paper, row);
    RepeatRequest wanted = request == null ? new RepeatRequest(null, null, null) : request;
    int trials = wanted.trials() == null ? experiment.trials() : wanted.trials();
    if (trials > experiment.trials()) {
      throw ProblemException.invalid(
          "#/trials",
          "too_many",
          "The paper has %d trials of this experiment, asked for %d."
              .formatted(experiment.trials(), trials));
    }
    Job job =
        experiments.repeat(
            experiment,
            trials,
            wanted.seed() == null ? 1 : wanted.seed(),
            wanted.model(),
            Submitter.of(headers, owners));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/jobs/" + job.id()))
        .header(HttpHeaders.RETRY_AFTER, RetryAfter.POLL_SECONDS)
        .body(job);
  }

  @Operation(
      operationId = "getReport",
      summary = "Set the published figure beside the measured one",
      description =
          "Of the latest job that repeats the experiment, or of a given one; as JSON, Markdown or CSV by Accept.")
  @GetMapping(value = REPORT, produces = MediaType.APPLICATION_JSON_VALUE)
  Report report(
      @PathVariable String paper,
      @PathVariable String row,
      @RequestParam(required = false) @Nullable String job) {
    return reports.of(paper(paper), find(paper, row), job);
  }

  @Operation(operationId = "getReportAsMarkdown", hidden = true)
  @GetMapping(value = REPORT, produces = MediaType.TEXT_MARKDOWN_VALUE)
  String reportAsMarkdown(
      @PathVariable String paper,
      @PathVariable String row,
      @RequestParam(required = false) @Nullable String job) {
    return ReportText.markdown(reports.of(paper(paper), find(paper, row), job));
  }

  @Operation(operationId = "getReportAsCsv", hidden = true)
  @GetMapping(value = REPORT, produces = "text/csv")
  String reportAsCsv(
      @PathVariable String paper,
      @PathVariable String row,
      @RequestParam(required = false) @Nullable String job) {
    return ReportText.csv(reports.of(paper(paper), find(paper, row), job));
  }

  private static Paper paper(String id) {
    return Papers.all().stream()
        .filter(paper -> paper.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("paper", id));
  }

  private static Experiment find(String paper, String row) {
    return paper(paper).experiments().stream()
        .filter(experiment -> experiment.id().equals(row))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("experiment", row));
  }
}
