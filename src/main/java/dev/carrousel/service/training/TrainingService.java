package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.service.jobs.Job;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.NewJob;
import dev.carrousel.service.web.ProblemException;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Takes jobs in. */
@Service
class TrainingService {

  private final TrainingPlanner planner;
  private final Jobs jobs;
  private final RunQueue queue;
  private final TrainingProperties properties;
  private final JsonMapper json;

  TrainingService(
      TrainingPlanner planner,
      Jobs jobs,
      RunQueue queue,
      TrainingProperties properties,
      JsonMapper json) {
    this.planner = planner;
    this.jobs = jobs;
    this.queue = queue;
    this.properties = properties;
    this.json = json;
  }

  /** Job, runs and queue entries in one transaction. */
  @Transactional
  Job submit(TrainingRequest request) {
    TrainingRequest complete = planner.complete(request);
    List<Long> seeds = seeds(complete);
    if (jobs.queuedRuns() + seeds.size() > properties.queueCapacity()) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "queue_full",
          "The queue holds as many runs as it may, %d. Try again later."
              .formatted(properties.queueCapacity()));
    }
    Job job = jobs.open(newJob(complete, seeds));
    jobs.runs(job.id()).forEach(run -> queue.add(run.id(), job.priority()));
    return job;
  }

  private NewJob newJob(TrainingRequest complete, List<Long> seeds) {
    return new NewJob(
        requireNonNull(complete.name()),
        complete.model(),
        requireNonNull(complete.labels()),
        json.writeValueAsString(complete),
        complete.data().dataset(),
        complete.experiment(),
        requireNonNull(complete.priority()),
        seeds);
  }

  private static List<Long> seeds(TrainingRequest complete) {
    long first = requireNonNull(complete.seed());
    return LongStream.range(first, first + requireNonNull(complete.trials())).boxed().toList();
  }
}
