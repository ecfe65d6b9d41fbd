package dev.carrousel.service.jobs;

import dev.carrousel.service.web.Page;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.SortableId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The ledger. Each method is one short transaction, or part of its caller's. */
@Service
@Transactional
public class Jobs {

  private static final Set<Status> UNFINISHED =
      EnumSet.of(Status.QUEUED, Status.RUNNING, Status.CANCELLING);
  private static final String LAST_ID = "~";

  private final JobRepository jobs;
  private final RunRepository runs;
  private final Metrics metrics;
  private final JobViews views;
  private final SortableId ids;
  private final Clock clock;
  private final JsonMapper json;

  Jobs(
      JobRepository jobs,
      RunRepository runs,
      Metrics metrics,
      JobViews views,
      SortableId ids,
      Clock clock,
      JsonMapper json) {
    this.jobs = jobs;
    this.runs = runs;
    this.metrics = metrics;
    this.views = views;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /** Enters a job and its runs, all queued. */
  public Job open(NewJob request) {
    JobEntity job = new JobEntity();
    job.id = ids.next("job");
    job.name = request.name();
    job.model = request.model();
    job.labels = json.writeValueAsString(request.labels());
    job.configuration = request.configuration();
    job.datasetId = request.datasetId();
    job.experiment = request.experiment();
    job.priority = request.priority();
    job.trials = request.seeds().size();
    job.createdAt = clock.instant();
    job.transitions = "[]";
    enter(job, Status.QUEUED, null, null);
    jobs.save(job);
    List<RunEntity> opened = new ArrayList<>();
    for (long seed : request.seeds()) {
      opened.add(run(job, opened.size() + 1, seed));
    }
    runs.saveAll(opened);
    return views.job(job, opened);
  }

  private RunEntity run(JobEntity job, int trial, long seed) {
    RunEntity run = new RunEntity();
    run.id = ids.next("run");
    run.jobId = job.id;
    run.trial = trial;
    run.seed = seed;
    run.status = Status.QUEUED;
    run.createdAt = job.createdAt;
    return run;
  }

  /** Takes up a run for training; empty if there is nothing left to do on it. */
  public Optional<ClaimedRun> claim(String runId) {
    JobEntity job = jobs.lockByRun(runId).orElse(null);
    if (job == null) {
      return Optional.empty();
    }
    RunEntity run = runs.findById(runId).orElseThrow();
    if (run.status.isTerminal()) {
      return Optional.empty();
    }
    if (run.status == Status.CANCELLING) {
      finish(job, run, RunEnding.without(Status.CANCELLED, Reason.USER, null));
      return Optional.empty();
    }
    begin(job, run);
    return Optional.of(
        new ClaimedRun(
            run.id,
            job.id,
            job.name,
            job.model,
            run.trial,
            run.seed,
            run.attempt,
            job.configuration));
  }

  private void begin(JobEntity job, RunEntity run) {
    boolean lost = run.status == Status.RUNNING;
    run.become(Status.RUNNING, lost ? Reason.SERVER_RESTART : null, null);
    run.attempt++;
    run.startedAt = clock.instant();
    run.progress = null;
    metrics.forget(run.id);
    if (job.status == Status.QUEUED || lost) {
      job.startedAt = job.startedAt == null ? run.startedAt : job.startedAt;
      enter(job, Status.RUNNING, run.reason, null);
    }
  }

  /** Ends a run that was asked to end; answers false if nobody asked. */
  public boolean endIfCancelling(String runId) {
    JobEntity job = jobs.lockByRun(runId).orElseThrow();
    RunEntity run = runs.findById(runId).orElseThrow();
    if (run.status != Status.CANCELLING) {
      return false;
    }
    finish(job, run, RunEnding.without(Status.CANCELLED, Reason.USER, null));
    return true;
  }

  /** Puts a run back into the queue because its worker stops. */
  public void giveBack(String runId) {
    JobEntity job = jobs.lockByRun(runId).orElseThrow();
    RunEntity run = runs.findById(runId).orElseThrow();
    if (run.status == Status.RUNNING) {
      run.become(Status.QUEUED, Reason.SERVER_RESTART, null);
      boolean others =
          runs.findByJobIdOrderByTrial(job.id).stream()
              .anyMatch(other -> other.status == Status.RUNNING);
      if (job.status == Status.RUNNING && !others) {
        enter(job, Status.QUEUED, Reason.SERVER_RESTART, null);
      }
    }
  }

  /** Writes down how far a run is and what was measured; answers whether it is wanted to go on. */
  public boolean record(
      String runId, RunProgress progress, Map<String, List<MetricPoint>> measured) {
    boolean wanted = runs.report(runId, json.writeValueAsString(progress), Status.RUNNING) == 1;
    metrics.append(runId, measured);
    return wanted;
  }

  /** Ends a run, and with the last one its job. Answers whether the job has ended. */
  public boolean finish(String runId, RunEnding ending) {
    JobEntity job = jobs.lockByRun(runId).orElseThrow();
    return finish(job, runs.findById(runId).orElseThrow(), ending);
  }

  private boolean finish(JobEntity job, RunEntity run, RunEnding ending) {
    run.become(ending.status(), ending.reason(), ending.detail());
    run.result = ending.result();
    run.finishedAt = clock.instant();
    run.weightsDigest = ending.weightsDigest();
    run.artifactId = ending.artifactId();
    if (ending.status() == Status.SUCCEEDED && run.progress != null) {
      run.progress =
          json.writeValueAsString(json.readValue(run.progress, RunProgress.class).completed());
    }
    List<RunEntity> all = runs.findByJobIdOrderByTrial(job.id);
    if (all.stream().anyMatch(other -> !other.status.isTerminal())) {
      return false;
    }
    close(job, all);
    return true;
  }

  private void close(JobEntity job, List<RunEntity> all) {
    job.finishedAt = clock.instant();
    RunEntity decisive =
        all.stream()
            .filter(run -> run.status == Status.CANCELLED)
            .findFirst()
            .or(() -> all.stream().filter(run -> run.status == Status.SUCCEEDED).findFirst())
            .orElseGet(all::getFirst);
    enter(job, decisive.status, decisive.reason, decisive.detail);
  }

  /**
   * Asks for the end of a job: queued runs end at once, running ones as soon as their worker sees
   * it.
   */
  public Job cancel(String jobId) {
    JobEntity job = jobs.lock(jobId).orElseThrow(() -> ProblemException.notFound("job", jobId));
    if (job.status.isTerminal() && job.status != Status.CANCELLED) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "job_finished",
          "Job %s has already %s.".formatted(jobId, job.status.json()));
    }
    List<RunEntity> all = runs.findByJobIdOrderByTrial(jobId);
    if (!job.status.isTerminal() && job.status != Status.CANCELLING) {
      enter(job, Status.CANCELLING, Reason.USER, null);
      for (RunEntity run : all) {
        if (run.status == Status.QUEUED) {
          finish(job, run, RunEnding.without(Status.CANCELLED, Reason.USER, null));
        } else if (run.status == Status.RUNNING) {
          run.become(Status.CANCELLING, Reason.USER, null);
        }
      }
    }
    return views.job(job, all);
  }

  /** A job. */
  @Transactional(readOnly = true)
  public Job get(String jobId) {
    JobEntity job = jobs.findById(jobId).orElseThrow(() -> ProblemException.notFound("job", jobId));
    return views.job(job, runs.findByJobIdOrderByTrial(jobId));
  }

  @Transactional(readOnly = true)
  Page<Job> list(@Nullable Status status, int limit, @Nullable String after) {
    Set<Status> wanted = status == null ? EnumSet.allOf(Status.class) : EnumSet.of(status);
    List<JobEntity> found = jobs.page(after == null ? LAST_ID : after, wanted, Limit.of(limit + 1));
    Map<String, List<RunEntity>> byJob =
        runs.findByJobIdInOrderByTrial(found.stream().map(job -> job.id).toList()).stream()
            .collect(Collectors.groupingBy(run -> run.jobId));
    return Page.of(
        found.stream().map(job -> views.job(job, byJob.getOrDefault(job.id, List.of()))).toList(),
        limit,
        Job::id);
  }

  /** The runs of a job, by trial. */
  @Transactional(readOnly = true)
  public List<Run> runs(String jobId) {
    if (!jobs.existsById(jobId)) {
      throw ProblemException.notFound("job", jobId);
    }
    return runs.findByJobIdOrderByTrial(jobId).stream().map(views::run).toList();
  }

  @Transactional(readOnly = true)
  Run run(String jobId, String runId) {
    return runs.findByIdAndJobId(runId, jobId)
        .map(views::run)
        .orElseThrow(() -> ProblemException.notFound("run", runId));
  }

  /** The latest job that repeats a published experiment. */
  @Transactional(readOnly = true)
  public Optional<Job> latestOf(String experiment) {
    return jobs.latestOf(experiment)
        .map(job -> views.job(job, runs.findByJobIdOrderByTrial(job.id)));
  }

  /** Number of runs that wait for a worker. */
  @Transactional(readOnly = true)
  public long queuedRuns() {
    return runs.countByStatus(Status.QUEUED);
  }

  /** Whether an unfinished job reads a dataset. */
  @Transactional(readOnly = true)
  public boolean isReading(String datasetId) {
    return jobs.existsByDatasetIdAndStatusIn(datasetId, UNFINISHED);
  }

  private void enter(
      JobEntity job, Status status, @Nullable Reason reason, @Nullable String detail) {
    job.status = status;
    job.reason = reason;
    job.detail = detail;
    List<Transition> moves = new ArrayList<>(views.transitions(job));
    moves.add(new Transition(status, clock.instant(), reason));
    job.transitions = json.writeValueAsString(moves);
  }
}
