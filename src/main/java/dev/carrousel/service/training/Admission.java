package dev.carrousel.service.training;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets jobs in while there is room. To count a long queue for each of them would be slow, so a
 * count holds for a moment and grows by what comes in; before it turns anybody away it is taken
 * anew. What other instances let in during that moment is not in it.
 */
@Component
class Admission {

  private static final Duration COUNTS_HOLD = Duration.ofSeconds(1);

  private final Jobs jobs;
  private final TrainingProperties properties;
  private final Cache<Counted, AtomicLong> counts =
      Caffeine.newBuilder().expireAfterWrite(COUNTS_HOLD).build();

  Admission(Jobs jobs, TrainingProperties properties) {
    this.jobs = jobs;
    this.properties = properties;
  }

  /** Refuses a job of so many runs for which there is no room. */
  void admit(String owner, int runs) {
    if (!fits(new Counted("runs", ""), runs, properties.queueCapacity(), jobs::queuedRuns)) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "queue_full",
          "The queue holds as many runs as it may, %d. Try again later."
              .formatted(properties.queueCapacity()));
    }
    int most = properties.queuedRunsPerOwner();
    if (!fits(new Counted("runs", owner), runs, most, () -> jobs.queuedRuns(owner))) {
      throw tooMany("runs of one owner may wait", most);
    }
    most = properties.unfinishedJobsPerOwner();
    if (!fits(new Counted("jobs", owner), 1, most, () -> jobs.unfinishedJobs(owner))) {
      throw tooMany("jobs of one owner may be unfinished", most);
    }
  }

  private boolean fits(Counted what, int more, long most, LongSupplier count) {
    if (counts.get(what, _ -> new AtomicLong(count.getAsLong())).addAndGet(more) <= most) {
      return true;
    }
    counts.invalidate(what);
    return counts.get(what, _ -> new AtomicLong(count.getAsLong())).get() + more <= most;
  }

  private static ProblemException tooMany(String what, int limit) {
    return new ProblemException(
        HttpStatus.TOO_MANY_REQUESTS,
        "too_many",
        "No more than %d %s. Try again later.".formatted(limit, what));
  }

  /** What is counted, of one owner or of all. */
  private record Counted(String what, String owner) {}
}
