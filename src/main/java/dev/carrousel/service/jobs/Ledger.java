package dev.carrousel.service.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger as one list, newest first, of all runs and of all jobs that have several of them, for
 * readers who do not come by way of a job. Every answer is found by an index and has a limit.
 */
@Service
@Transactional(readOnly = true)
public class Ledger {

  /** What jobs are shown under that say nothing else. */
  public static final String DEFAULT_EXPERIMENT = "Default";

  private static final String NEWEST = "_z";

  private final JobRepository jobs;
  private final RunRepository runs;
  private final Metrics metrics;
  private final JobViews views;

  Ledger(JobRepository jobs, RunRepository runs, Metrics metrics, JobViews views) {
    this.jobs = jobs;
    this.runs = runs;
    this.metrics = metrics;
    this.views = views;
  }

  /** What jobs are shown under, by name; each found by its first and last job. */
  public List<ExperimentSpan> experiments(int limit) {
    List<ExperimentSpan> found = new ArrayList<>();
    Optional<JobEntity> first = jobs.firstBehind("");
    while (first.isPresent() && found.size() < limit) {
      found.add(span(first.get()));
      first = jobs.firstBehind(first.get().experimentName);
    }
    return found;
  }

  /** One of them by its name. */
  public Optional<ExperimentSpan> experiment(String name) {
    return jobs.findFirstByExperimentNameOrderById(name).map(this::span);
  }

  private ExperimentSpan span(JobEntity first) {
    JobEntity last =
        jobs.findFirstByExperimentNameOrderByIdDesc(first.experimentName).orElse(first);
    return new ExperimentSpan(first.experimentName, first.createdAt, last.createdAt);
  }

  /**
   * A page of the list.
   *
   * @param experiments names of what is wanted
   * @param before place of the entry before the first one; null for the beginning
   * @param limit number of entries at most
   */
  public List<LedgerEntry> page(
      Collection<String> experiments, @Nullable String before, int limit) {
    String end = before == null ? NEWEST : before;
    List<RunEntity> single = runs.ofExperiments(experiments, "run" + end, Limit.of(limit));
    List<JobEntity> several = jobs.ofSeveralRuns(experiments, "job" + end, Limit.of(limit));
    Map<String, JobEntity> owners =
        jobs.findAllById(single.stream().map(run -> run.jobId).distinct().toList()).stream()
            .collect(Collectors.toMap(job -> job.id, Function.identity()));
    return Stream.concat(
            single.stream()
                .flatMap(run ->
                    Stream.ofNullable(owners.get(run.jobId)).map(job -> views.entry(job, run))),
            several.stream().map(job -> views.entry(job, null)))
        .sorted(Comparator.comparing(LedgerEntry::place).reversed())
        .limit(limit)
        .toList();
  }

  /** A run by its id, or a job of several runs by its. */
  public Optional<LedgerEntry> find(String id) {
    Optional<RunEntity> run = runs.findById(id);
    if (run.isPresent()) {
      return jobs.findById(run.get().jobId).map(job -> views.entry(job, run.get()));
    }
    return jobs.findById(id).filter(job -> job.trials > 1).map(job -> views.entry(job, null));
  }

  /** The latest point of each metric series of each run, by run and name. */
  public Map<String, Map<String, MetricPoint>> latest(Collection<String> runIds) {
    return metrics.latest(runIds);
  }

  /**
   * The points of a metric series as they were measured.
   *
   * @param from number of points of the series before the first that is wanted
   * @param limit number of points at most
   */
  public List<MetricPoint> points(String runId, String name, long from, int limit) {
    return metrics.points(runId, name, from, limit);
  }

  /**
   * A metric series, thinned without hiding a spike.
   *
   * @param from first step that is wanted, null for the first of all
   * @param to last step that is wanted, null for the last of all
   * @param limit number of points at most
   */
  public List<MetricPoint> thinned(
      String runId, String name, @Nullable Long from, @Nullable Long to, int limit) {
    Metrics.StepRange range = new Metrics.StepRange(from, to);
    return metrics.series(runId, List.of(name), range, limit).getOrDefault(name, List.of());
  }

  /**
   * What jobs are shown under.
   *
   * @param name their label {@code experiment}, else the published experiment they repeat, else
   *     {@link #DEFAULT_EXPERIMENT}
   * @param firstJobAt when the first of them was submitted
   * @param lastJobAt when the last of them was submitted
   */
  public record ExperimentSpan(String name, Instant firstJobAt, Instant lastJobAt) {}
}
