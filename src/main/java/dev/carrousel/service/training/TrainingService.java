package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.service.jobs.Job;
import dev.carrousel.service.jobs.JobDesk;
import dev.carrousel.service.jobs.JobEdit;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.NewJob;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Takes jobs in and steers them. Ledger and queue change in one transaction. */
@Service
class TrainingService {

  private final TrainingPlanner planner;
  private final PlanMeasuring measuring;
  private final Jobs jobs;
  private final JobDesk desk;
  private final RunQueue queue;
  private final Admission admission;
  private final IdempotencyKeys keys;
  private final TransactionOperations transactions;
  private final JsonMapper json;

  TrainingService(
      TrainingPlanner planner,
      PlanMeasuring measuring,
      Jobs jobs,
      JobDesk desk,
      RunQueue queue,
      Admission admission,
      IdempotencyKeys keys,
      TransactionOperations transactions,
      JsonMapper json) {
    this.planner = planner;
    this.measuring = measuring;
    this.jobs = jobs;
    this.desk = desk;
    this.queue = queue;
    this.admission = admission;
    this.keys = keys;
    this.transactions = transactions;
    this.json = json;
  }

  /** What a job would do. */
  EffectivePlan validate(TrainingRequest request) {
    return measuring.measure(planner.plan(request));
  }

  /** Enters a job, or answers the one that the same request has entered before. */
  Job submit(TrainingRequest request, Submitter submitter) {
    return once(
        submitter, json.writeValueAsString(request), () -> enter(request, submitter.owner(), null));
  }

  private Job once(Submitter submitter, String body, Supplier<Job> entering) {
    String chosen = submitter.idempotencyKey();
    if (chosen == null) {
      return inTransaction(entering);
    }
    IdempotencyKeys.Key key =
        IdempotencyKeys.Key.of(submitter.owner(), submitter.route(), chosen, body);
    try {
      return once(key, entering);
    } catch (DuplicateKeyException sameMoment) {
      return once(key, entering);
    }
  }

  private Job once(IdempotencyKeys.Key key, Supplier<Job> entering) {
    return inTransaction(() -> {
      Optional<String> known = keys.find(key);
      if (known.isPresent()) {
        return jobs.get(known.get());
      }
      Job job = entering.get();
      keys.claim(key, job.id());
      return job;
    });
  }

  private Job enter(TrainingRequest request, String owner, @Nullable String retryOf) {
    TrainingRequest complete =
        retryOf == null ? planner.complete(request) : planner.completeAgain(request);
    List<Long> seeds = seeds(complete);
    admission.admit(owner, seeds.size());
    return inTransaction(() -> {
      JobDesk.Changed opened = desk.open(newJob(complete, owner, retryOf, seeds));
      queue.add(opened.tickets(), opened.job().priority());
      return opened.job();
    });
  }

  Job cancel(String jobId) {
    return command(jobId, desk::cancel);
  }

  Job pause(String jobId) {
    return command(jobId, desk::pause);
  }

  private Job command(String jobId, Function<String, JobDesk.Changed> command) {
    return inTransaction(() -> {
      JobDesk.Changed changed = command.apply(jobId);
      queue.remove(changed.tickets());
      return changed.job();
    });
  }

  Job resume(String jobId) {
    return inTransaction(() -> {
      JobDesk.Changed changed = desk.resume(jobId);
      queue.add(changed.tickets(), changed.job().priority());
      return changed.job();
    });
  }

  Job edit(String jobId, @Nullable String seen, JobEdit edit) {
    return inTransaction(() -> {
      JobDesk.Changed changed = desk.edit(jobId, seen, edit);
      queue.reorder(changed.tickets(), changed.job().priority());
      return changed.job();
    });
  }

  /** Deletes a job that has ended; a request that made it may make another. */
  void delete(String jobId, @Nullable String seen) {
    transactions.executeWithoutResult(_ -> {
      desk.delete(jobId, seen);
      keys.forget(jobId);
    });
  }

  /** A new job of the same configuration, whose runs go on from the checkpoints of the old. */
  Job retry(String jobId, Submitter submitter) {
    return once(
        submitter,
        "",
        () -> {
          String configuration = desk.retry(jobId);
          TrainingRequest request = json.readValue(configuration, TrainingRequest.class);
          return enter(request, submitter.owner(), jobId);
        });
  }

  private <T> T inTransaction(Supplier<T> work) {
    return requireNonNull(transactions.<T>execute(_ -> work.get()));
  }

  private NewJob newJob(
      TrainingRequest complete, String owner, @Nullable String retryOf, List<Long> seeds) {
    return new NewJob(
        owner,
        requireNonNull(complete.name()),
        complete.model(),
        requireNonNull(complete.labels()),
        json.writeValueAsString(complete),
        complete.data().dataset(),
        complete.experiment(),
        requireNonNull(complete.priority()),
        retryOf,
        seeds);
  }

  private static List<Long> seeds(TrainingRequest complete) {
    long first = requireNonNull(complete.seed());
    return LongStream.range(first, first + requireNonNull(complete.trials())).boxed().toList();
  }
}
