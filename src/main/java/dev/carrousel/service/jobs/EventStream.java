package dev.carrousel.service.jobs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One listener: what it has heard and what it is to hear. Events carry an id with which a dropped
 * stream is taken up again; progress does not, for only the latest counts.
 */
final class EventStream {

  private static final long UNLIMITED = 0;
  private static final long RETRY_MILLIS = 2000;
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);
  private static final Duration PING_EVERY = Duration.ofSeconds(15);

  private final SseEmitter emitter = new SseEmitter(UNLIMITED);
  private final Map<String, Integer> positions;
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> observed = new ConcurrentHashMap<>();
  private final boolean several;
  private final AtomicBoolean occupied = new AtomicBoolean();
  private volatile Instant progressed;
  private volatile Instant spoken;

  /**
   * Prepares a stream.
   *
   * @param positions number of the last event known of each job
   * @param several whether the ids must tell the positions of several jobs
   */
  EventStream(Map<String, Integer> positions, boolean several, Instant now) {
    this.positions = new ConcurrentHashMap<>(positions);
    this.several = several;
    progressed = now;
    spoken = now;
  }

  SseEmitter emitter() {
    return emitter;
  }

  /** Takes the stream for one thread; false if another has it. */
  boolean occupy() {
    return occupied.compareAndSet(false, true);
  }

  void free() {
    occupied.set(false);
  }

  Map<String, Integer> positions() {
    return Map.copyOf(positions);
  }

  /** Jobs that have not ended. */
  Set<String> open() {
    return positions.keySet().stream()
        .filter(job -> !ended.contains(job))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The hint after how long to come back; also what makes proxies pass the headers on. */
  void begin() {
    try {
      emitter.send(SseEmitter.event().reconnectTime(RETRY_MILLIS).comment("ready"));
    } catch (IOException gone) {
      emitter.completeWithError(gone);
    }
  }

  void send(JobEvent event) throws IOException {
    positions.put(event.job(), event.number());
    emitter.send(
        SseEmitter.event()
            .id(several ? position() : String.valueOf(event.number()))
            .name(event.kind())
            .data(event, MediaType.APPLICATION_JSON));
  }

  boolean wantsProgress(Instant now) {
    return Duration.between(progressed, now).compareTo(PROGRESS_EVERY) >= 0;
  }

  void progressedAt(Instant now) {
    progressed = now;
  }

  /** Sends the progress of a job if it is new. */
  void send(Job job) throws IOException {
    RunProgress progress = job.progress();
    if (progress != null && !progress.observedAt().equals(observed.get(job.id()))) {
      observed.put(job.id(), progress.observedAt());
      emitter.send(
          SseEmitter.event()
              .name("progress")
              .data(new JobProgressEvent(job.id(), progress), MediaType.APPLICATION_JSON));
      spoken = progressed;
    }
  }

  /** Of this job nothing more is to be told. */
  void close(String jobId) {
    ended.add(jobId);
  }

  void ping(Instant now) throws IOException {
    if (Duration.between(spoken, now).compareTo(PING_EVERY) >= 0) {
      spoken = now;
      emitter.send(SseEmitter.event().comment("ping"));
    }
  }

  /** Whether all of its jobs have ended and all has been said. */
  boolean isOver() {
    return ended.containsAll(positions.keySet());
  }

  void end() throws IOException {
    emitter.send(SseEmitter.event().name("end").data("{}", MediaType.APPLICATION_JSON));
    emitter.complete();
  }

  void complete() {
    emitter.complete();
  }

  private String position() {
    return positions.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /** Reads what {@link #position} wrote; of malformed parts nothing is known. */
  static Map<String, Integer> positions(String id) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    for (String part : List.of(id.split(","))) {
      int colon = part.indexOf(':');
      if (colon > 0 && part.substring(colon + 1).matches("[0-9]{1,9}")) {
        positions.put(part.substring(0, colon), Integer.valueOf(part.substring(colon + 1)));
      }
    }
    return positions;
  }

  /** Progress of one job among several. */
  record JobProgressEvent(String job, RunProgress progress) {}
}
