package dev.carrousel.service.jobs;

import dev.carrousel.service.web.ConditionalRequests;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.SortableId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ledger as clients change it: jobs come in and are cancelled, paused, resumed. Queued runs
 * obey at once, running ones when their worker sees it. Each method is part of its caller's
 * transaction, which also changes the queue.
 */
@Service
@Transactional
public class JobDesk {

  private final JobRepository jobs;
  private final RunRepository runs;
  private final Checkpoints checkpoints;
  private final Metrics metrics;
  private final JobMoves moves;
  private final JobViews views;
  private final Standings standings;
  private final SortableId ids;
  private final Clock clock;
  private final JsonMapper json;

  JobDesk(
      JobRepository jobs,
      RunRepository runs,
      Checkpoints checkpoints,
      Metrics metrics,
      JobMoves moves,
      JobViews views,
      Standings standings,
      SortableId ids,
      Clock clock,
      JsonMapper json) {
    this.jobs = jobs;
    this.runs = runs;
    this.checkpoints = checkpoints;
    this.metrics = metrics;
    this.moves = moves;
    this.views = views;
    this.standings = standings;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /** Enters a job and its runs, all queued. */
  public Changed open(NewJob request) {
    JobEntity job = new JobEntity();
    job.id = ids.next("job");
    job.owner = request.owner();
    job.name = request.name();
    job.model = request.model();
    job.labels = json.writeValueAsString(request.labels());
    job.configuration = request.configuration();
    job.datasetId = request.datasetId();
    job.experiment = request.experiment();
    job.experimentName = ExperimentName.of(request.labels(), request.experiment());
    job.priority = request.priority();
    job.trials = request.seeds().size();
    job.retryOf = request.retryOf();
    job.createdAt = clock.instant();
    job.transitions = "[]";
    job.status = Status.QUEUED;
    jobs.save(job);
    moves.move(job, Status.QUEUED, null, null);
    long round = nextRound(job.owner);
    List<RunEntity> opened = new ArrayList<>();
    for (long seed : request.seeds()) {
      opened.add(run(job, opened.size() + 1, seed, round++));
    }
    runs.saveAll(opened);
    if (request.retryOf() != null) {
      takeOver(request.retryOf(), opened);
    }
    return new Changed(views.job(job, opened), opened.stream().map(JobDesk::ticket).toList());
  }

  private RunEntity run(JobEntity job, int trial, long seed, long round) {
    RunEntity run = new RunEntity();
    run.id = ids.next("run");
    run.jobId = job.id;
    run.owner = job.owner;
    run.experimentName = job.experimentName;
    run.trial = trial;
    run.seed = seed;
    run.ticket = 1;
    run.queueRound = round;
    run.status = Status.QUEUED;
    run.createdAt = job.createdAt;
    return run;
  }

  /**
   * Owners take turns: the n-th waiting run of one comes beside the n-th of every other, however
   * many each has.
   */
  private long nextRound(String owner) {
    long first = runs.firstRound(Status.QUEUED).orElse(0L);
    return runs.lastRound(Status.QUEUED, owner)
        .map(last -> Math.max(first, last + 1))
        .orElse(first);
  }

  private void takeOver(String retried, List<RunEntity> opened) {
    List<RunEntity> before = runs.findByJobIdOrderByTrial(retried);
    for (int trial = 0; trial < opened.size(); trial++) {
      String old = before.get(trial).id;
      if (checkpoints.copyLatest(old, opened.get(trial).id)) {
        metrics.copy(old, opened.get(trial).id);
      }
    }
  }

  /** Asks for the end of a job. */
  public Changed cancel(String jobId) {
    return change(
        jobId,
        Status.CANCELLED,
        status ->
            switch (status) {
              case QUEUED, PAUSED -> Status.CANCELLED;
              case RUNNING, PAUSING -> Status.CANCELLING;
              case CANCELLING, SUCCEEDED, FAILED, CANCELLED -> status;
            });
  }

  /** Asks for a job to be put aside. */
  public Changed pause(String jobId) {
    return change(
        jobId,
        Status.PAUSED,
        status ->
            switch (status) {
              case QUEUED -> Status.PAUSED;
              case RUNNING -> Status.PAUSING;
              case PAUSING, PAUSED, CANCELLING, SUCCEEDED, FAILED, CANCELLED -> status;
            });
  }

  /** Lets a job that was put aside go on. */
  public Changed resume(String jobId) {
    return change(
        jobId,
        Status.RUNNING,
        status ->
            switch (status) {
              case PAUSED -> Status.QUEUED;
              case PAUSING -> Status.RUNNING;
              case QUEUED, RUNNING, CANCELLING, SUCCEEDED, FAILED, CANCELLED -> status;
            });
  }

  private Changed change(String jobId, Status target, UnaryOperator<Status> command) {
    JobEntity job = lock(jobId);
    if (!isPossible(job.status, target)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "impossible_move",
          "Job %s is %s and can no longer become %s."
              .formatted(jobId, job.status.json(), target.json()));
    }
    List<RunEntity> all = runs.findByJobIdOrderByTrial(jobId);
    List<Ticket> tickets = new ArrayList<>();
    RunEntity moved = null;
    for (RunEntity run : all) {
      Status next = command.apply(run.status);
      if (next != run.status) {
        queueing(run, next).ifPresent(tickets::add);
        moves.move(job, run, next, Reason.USER, null);
        moved = run;
      }
    }
    if (moved != null) {
      moves.settle(job, moved);
    }
    return new Changed(views.job(job, all), tickets);
  }

  /** The entry of the queue that goes or comes with a move. */
  private Optional<Ticket> queueing(RunEntity run, Status next) {
    if (next == Status.QUEUED) {
      run.ticket++;
      run.queueRound = nextRound(run.owner);
    }
    return next == Status.QUEUED || run.status == Status.QUEUED
        ? Optional.of(ticket(run))
        : Optional.empty();
  }

  /** Cancelling has the last word; what is asked of a job that is there already changes nothing. */
  private static boolean isPossible(Status status, Status target) {
    return switch (status) {
      case QUEUED, RUNNING, PAUSING, PAUSED -> true;
      case CANCELLING, CANCELLED -> target == Status.CANCELLED;
      case SUCCEEDED, FAILED -> false;
    };
  }

  /** Configuration of a job that is to be tried again; only one without success may be. */
  public String retry(String jobId) {
    JobEntity job = lock(jobId);
    if (job.status != Status.FAILED && job.status != Status.CANCELLED) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "impossible_move",
          "Job %s is %s; only failed and cancelled jobs can be retried."
              .formatted(jobId, job.status.json()));
    }
    return job.configuration;
  }

  /**
   * Changes what may be changed while a job lives: null leaves as it is.
   *
   * @param seen value of If-Match, null for none
   */
  public Changed edit(String jobId, @Nullable String seen, JobEdit edit) {
    JobEntity job = lock(jobId, seen);
    job.name = edit.name() == null ? job.name : edit.name();
    job.priority = edit.priority() == null ? job.priority : edit.priority();
    List<RunEntity> all = runs.findByJobIdOrderByTrial(jobId);
    if (edit.labels() != null) {
      relabel(job, all, edit.labels());
    }
    job.configuration = edited(job);
    return new Changed(
        views.job(job, all),
        all.stream().filter(run -> run.status == Status.QUEUED).map(JobDesk::ticket).toList());
  }

  private String edited(JobEntity job) {
    ObjectNode configuration = json.readTree(job.configuration).asObject();
    configuration.put("name", job.name).put("priority", job.priority);
    configuration.set("labels", json.readTree(job.labels));
    return json.writeValueAsString(configuration);
  }

  private void relabel(JobEntity job, List<RunEntity> all, Map<String, String> labels) {
    job.labels = json.writeValueAsString(labels);
    job.experimentName = ExperimentName.of(labels, job.experiment);
    all.forEach(run -> run.experimentName = job.experimentName);
  }

  /**
   * Deletes a job with all that belongs to it; its models stay.
   *
   * @param seen value of If-Match, null for none
   */
  public void delete(String jobId, @Nullable String seen) {
    JobEntity job = lock(jobId, seen);
    if (!job.status.isTerminal()) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "job_unfinished",
          "Job %s is %s; only jobs that have ended can be deleted. Cancel it first."
              .formatted(jobId, job.status.json()));
    }
    jobs.remove(jobId);
  }

  private JobEntity lock(String jobId, @Nullable String seen) {
    JobEntity job = lock(jobId);
    ConditionalRequests.require(seen, () -> standings.mark(jobId));
    return job;
  }

  private JobEntity lock(String jobId) {
    return jobs.lock(jobId).orElseThrow(() -> ProblemException.notFound("job", jobId));
  }

  private static Ticket ticket(RunEntity run) {
    return new Ticket(run.id, run.ticket, run.queueRound);
  }

  /**
   * A job after a command, and the entries of the queue to be added, removed or changed with it.
   */
  public record Changed(Job job, List<Ticket> tickets) {}
}
