package dev.carrousel.service.jobs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Moves jobs and runs from status to status, under the lock of the job, and says so. */
@Component
class JobMoves {

  private static final int TRANSITIONS_KEPT = 200;

  private final RunRepository runs;
  private final JobEvents events;
  private final JobViews views;
  private final Clock clock;
  private final JsonMapper json;

  JobMoves(RunRepository runs, JobEvents events, JobViews views, Clock clock, JsonMapper json) {
    this.runs = runs;
    this.events = events;
    this.views = views;
    this.clock = clock;
    this.json = json;
  }

  /** Moves a run. What that means for its job says {@link #settle}. */
  void move(
      JobEntity job, RunEntity run, Status next, @Nullable Reason reason, @Nullable String detail) {
    run.become(next, reason, detail);
    if (next.isTerminal()) {
      run.finishedAt = clock.instant();
    }
    events.runMoved(job, run);
  }

  void move(JobEntity job, Status next, @Nullable Reason reason, @Nullable String detail) {
    job.status = next;
    job.reason = reason;
    job.detail = detail;
    if (next.isTerminal()) {
      job.finishedAt = clock.instant();
    }
    List<Transition> moves = new ArrayList<>(views.transitions(job));
    moves.add(new Transition(next, clock.instant(), reason));
    if (moves.size() > TRANSITIONS_KEPT) {
      moves.remove(1);
    }
    job.transitions = json.writeValueAsString(moves);
    events.jobMoved(job);
  }

  /** Brings a job to where its runs stand. Answers whether it has ended. */
  boolean settle(JobEntity job, RunEntity moved) {
    List<RunEntity> all = runs.findByJobIdOrderByTrial(job.id);
    boolean ended = all.stream().allMatch(run -> run.status.isTerminal());
    RunEntity decisive = ended ? decisive(all) : moved;
    Status next = ended ? decisive.status : unfinished(job, all);
    boolean news = next != job.status || ended || moved.reason == Reason.SERVER_RESTART;
    if (news) {
      move(
          job,
          next,
          next == moved.status || ended ? decisive.reason : null,
          ended ? decisive.detail : null);
    }
    return ended;
  }

  private static RunEntity decisive(List<RunEntity> all) {
    return all.stream()
        .filter(run -> run.status == Status.CANCELLED)
        .findFirst()
        .or(() -> all.stream().filter(run -> run.status == Status.SUCCEEDED).findFirst())
        .orElseGet(all::getFirst);
  }

  /** Between two of its runs a job stays at work. */
  private static Status unfinished(JobEntity job, List<RunEntity> all) {
    for (Status status :
        List.of(Status.CANCELLING, Status.PAUSING, Status.RUNNING, Status.PAUSED)) {
      if (all.stream().anyMatch(run -> run.status == status)) {
        return status;
      }
    }
    boolean between =
        job.status == Status.RUNNING && all.stream().anyMatch(run -> run.status.isTerminal());
    return between ? Status.RUNNING : Status.QUEUED;
  }
}
