package dev.carrousel.service.jobs;

import dev.carrousel.service.web.ConditionalRequests.Mark;
import dev.carrousel.service.web.Page;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger as it is read. */
@Service
@Transactional(readOnly = true)
public class Jobs {

  private static final Set<Status> UNFINISHED =
      EnumSet.of(Status.QUEUED, Status.RUNNING, Status.PAUSING, Status.PAUSED, Status.CANCELLING);

  private final JobRepository jobs;
  private final JobPages pages;
  private final RunRepository runs;
  private final Checkpoints checkpoints;
  private final JobViews views;
  private final Standings standings;

  Jobs(
      JobRepository jobs,
      JobPages pages,
      RunRepository runs,
      Checkpoints checkpoints,
      JobViews views,
      Standings standings) {
    this.jobs = jobs;
    this.pages = pages;
    this.runs = runs;
    this.checkpoints = checkpoints;
    this.views = views;
    this.standings = standings;
  }

  /** A job that must be there. */
  public Job get(String jobId) {
    return find(jobId).orElseThrow(() -> ProblemException.notFound("job", jobId));
  }

  /** A job, unless it was deleted. */
  public Optional<Job> find(String jobId) {
    return jobs.findById(jobId).map(job -> views.job(job, runs.findByJobIdOrderByTrial(jobId)));
  }

  Page<Job> list(JobFilter filter, int limit, @Nullable String after) {
    List<String> ids = pages.ids(filter, limit + 1, after);
    List<JobEntity> found = new ArrayList<>(jobs.findAllById(ids));
    found.sort(Comparator.comparingInt(job -> ids.indexOf(job.id)));
    Map<String, List<RunEntity>> byJob =
        runs.findByJobIdInOrderByTrial(ids).stream()
            .collect(Collectors.groupingBy(run -> run.jobId));
    return Page.of(
        found.stream().map(job -> views.job(job, byJob.getOrDefault(job.id, List.of()))).toList(),
        limit,
        Job::id);
  }

  /** A mark that changes whenever {@link #list} would answer something else. */
  Mark mark(JobFilter filter, int limit, @Nullable String after) {
    return standings.mark(pages.ids(filter, limit + 1, after));
  }

  /** The runs of a job, by trial. */
  public List<Run> runs(String jobId) {
    if (!jobs.existsById(jobId)) {
      throw ProblemException.notFound("job", jobId);
    }
    return runs.findByJobIdOrderByTrial(jobId).stream().map(views::run).toList();
  }

  Run run(String jobId, String runId) {
    return runs.findByIdAndJobId(runId, jobId)
        .map(views::run)
        .orElseThrow(() -> ProblemException.notFound("run", runId));
  }

  List<CheckpointView> checkpoints(String jobId, String runId) {
    return checkpoints.list(run(jobId, runId).id());
  }

  /** What a checkpoint holds, as its worker wrote it. */
  public Optional<SavedState> checkpoint(String checkpointId) {
    return checkpoints.get(checkpointId);
  }

  /** The latest job that repeats a published experiment. */
  public Optional<Job> latestOf(String experiment) {
    return jobs.latestOf(experiment)
        .map(job -> views.job(job, runs.findByJobIdOrderByTrial(job.id)));
  }

  /** Number of runs that wait for a worker. */
  public long queuedRuns() {
    return runs.countByStatus(Status.QUEUED);
  }

  /** Number of runs of an owner that wait for a worker. */
  public long queuedRuns(String owner) {
    return runs.countByStatusAndOwner(Status.QUEUED, owner);
  }

  /** Number of jobs of an owner that have not ended. */
  public long unfinishedJobs(String owner) {
    return jobs.countByOwnerAndStatusIn(owner, UNFINISHED);
  }

  /** Whether an unfinished job reads a dataset. */
  public boolean isReading(String datasetId) {
    return jobs.existsByDatasetIdAndStatusIn(datasetId, UNFINISHED);
  }
}
