package dev.carrousel.service.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carrousel.service.prediction.Steppers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Counts what models have answered since this instance started. */
@Component
class Statistics {

  private final Map<String, Counts> counts = new ConcurrentHashMap<>();
  private final Clock clock;

  Statistics(Clock clock) {
    this.clock = clock;
  }

  /** Does something for a model and counts it. */
  <T> T counted(Steppers.Ready model, Function<Watch, T> work) {
    Counts counted = of(model.model(), model.version());
    Watch watch = new Watch();
    boolean done = false;
    try {
      T result = work.apply(watch);
      done = true;
      return result;
    } finally {
      counted.add(watch, done, clock.millis());
    }
  }

  private Counts of(String model, int version) {
    return counts.computeIfAbsent(model + ':' + version, _ -> new Counts());
  }

  View view(String model, int version) {
    return of(model, version).view(model, String.valueOf(version));
  }

  /** Takes the times of one request. */
  static final class Watch {

    private final long begun = System.nanoTime();
    private long read = begun;
    private long computed = begun;
    private int sequences;

    void inputsRead(int sequencesOfRequest) {
      read = System.nanoTime();
      sequences = sequencesOfRequest;
    }

    void computed() {
      computed = System.nanoTime();
    }
  }

  /** The counts of one version. */
  private static final class Counts {

    private final AtomicLong last = new AtomicLong();
    private final LongAdder inferences = new LongAdder();
    private final LongAdder executions = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder failureNanos = new LongAdder();
    private final LongAdder inputNanos = new LongAdder();
    private final LongAdder inferNanos = new LongAdder();
    private final LongAdder outputNanos = new LongAdder();

    void add(Watch watch, boolean done, long now) {
      long end = System.nanoTime();
      if (!done) {
        failures.increment();
        failureNanos.add(end - watch.begun);
        return;
      }
      last.accumulateAndGet(now, Math::max);
      inferences.add(watch.sequences);
      executions.increment();
      inputNanos.add(watch.read - watch.begun);
      inferNanos.add(watch.computed - watch.read);
      outputNanos.add(end - watch.computed);
    }

    View view(String model, String version) {
      long count = executions.sum();
      long input = inputNanos.sum();
      long infer = inferNanos.sum();
      long output = outputNanos.sum();
      Duration none = new Duration(0, 0);
      return new View(
          model,
          version,
          last.get(),
          inferences.sum(),
          count,
          new Times(
              new Duration(count, input + infer + output),
              new Duration(failures.sum(), failureNanos.sum()),
              new Duration(count, 0),
              new Duration(count, input),
              new Duration(count, infer),
              new Duration(count, output),
              none,
              none),
          List.of());
    }
  }

  /**
   * Statistics of a version as the extension writes them.
   *
   * @param name the model
   * @param version its version
   * @param lastInference when it last answered, in milliseconds since 1970
   * @param inferenceCount sequences answered
   * @param executionCount requests answered
   * @param inferenceStats where the time went
   * @param batchStats nothing: requests are not put together
   */
  record View(
      String name,
      String version,
      @JsonProperty("last_inference") long lastInference,
      @JsonProperty("inference_count") long inferenceCount,
      @JsonProperty("execution_count") long executionCount,
      @JsonProperty("inference_stats") Times inferenceStats,
      @JsonProperty("batch_stats") List<Object> batchStats) {}

  /** Where the time of requests went. Nothing waits and nothing is cached. */
  record Times(
      Duration success,
      Duration fail,
      Duration queue,
      @JsonProperty("compute_input") Duration computeInput,
      @JsonProperty("compute_infer") Duration computeInfer,
      @JsonProperty("compute_output") Duration computeOutput,
      @JsonProperty("cache_hit") Duration cacheHit,
      @JsonProperty("cache_miss") Duration cacheMiss) {}

  /**
   * How often, and how long in all.
   *
   * @param count how often
   * @param ns nanoseconds
   */
  record Duration(long count, long ns) {}
}
