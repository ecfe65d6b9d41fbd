package dev.carrousel.service.training;

import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.jobs.RunEnding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What operators watch: the queue, the workers of this instance, and what they get done. */
@Component
class RunMeters {

  private final MeterRegistry registry;
  private final Counter samples;
  private final DistributionSummary checkpointBytes;
  private final AtomicInteger atWork = new AtomicInteger();

  RunMeters(MeterRegistry registry, Jobs jobs) {
    this.registry = registry;
    samples =
        Counter.builder("carrousel.training.sequences")
            .description("Sequences shown to networks by this instance")
            .register(registry);
    checkpointBytes =
        DistributionSummary.builder("carrousel.checkpoint.size")
            .description("Sizes of the checkpoints written by this instance")
            .baseUnit("bytes")
            .register(registry);
    Gauge.builder("carrousel.runs.working", atWork, AtomicInteger::get)
        .description("Runs that this instance trains")
        .register(registry);
    Gauge.builder("carrousel.runs.queued", jobs, Jobs::queuedRuns)
        .description("Runs that wait for a worker, of all instances")
        .register(registry);
  }

  void begun() {
    atWork.incrementAndGet();
  }

  void left() {
    atWork.decrementAndGet();
  }

  void shown(long sequences) {
    samples.increment((double) sequences);
  }

  void checkpoint(int bytes) {
    checkpointBytes.record(bytes);
  }

  void ended(RunEnding ending) {
    Counter.builder("carrousel.runs.ended")
        .description("Runs that ended on this instance")
        .tag("status", ending.status().name().toLowerCase(Locale.ROOT))
        .tag("reason", ending.reason().name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }
}
