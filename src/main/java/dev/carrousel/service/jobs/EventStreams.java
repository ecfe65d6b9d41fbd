package dev.carrousel.service.jobs;

import dev.carrousel.service.storage.Rounds;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends events to whoever listens. One thread looks at the ledger for all streams together, so that
 * events of other instances are sent too and a hundred listeners cost one query.
 */
@Component
class EventStreams implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int PAGE = 500;

  /** Streams end before the web server waits for its requests. */
  private static final int PHASE = Integer.MAX_VALUE;

  private final JobEvents events;
  private final Jobs jobs;
  private final Clock clock;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final Rounds rounds = new Rounds("event-streams", LOOK_EVERY, this::feed);

  EventStreams(JobEvents events, Jobs jobs, Clock clock) {
    this.events = events;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Opens a stream.
   *
   * @param positions number of the last event known of each job
   */
  SseEmitter open(Map<String, Integer> positions, boolean several) {
    EventStream stream = new EventStream(positions, several, clock.instant());
    SseEmitter emitter = stream.emitter();
    emitter.onCompletion(() -> streams.remove(stream));
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> streams.remove(stream));
    stream.begin();
    streams.add(stream);
    return emitter;
  }

  @Override
  public void start() {
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
    streams.forEach(EventStream::complete);
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void feed() {
    if (streams.isEmpty()) {
      return;
    }
    Map<String, Integer> counts = events.counts(watched());
    for (EventStream stream : streams) {
      if (stream.occupy()) {
        Thread.startVirtualThread(() -> feed(stream, counts));
      }
    }
  }

  private Set<String> watched() {
    return streams.stream()
        .flatMap(stream -> stream.positions().keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** On a thread of its own, so that a slow listener holds up nobody else. */
  private void feed(EventStream stream, Map<String, Integer> counts) {
    try {
      tellEvents(stream, counts);
      Instant now = clock.instant();
      if (stream.wantsProgress(now)) {
        tellProgress(stream, now);
      }
      stream.ping(now);
      if (stream.isOver()) {
        stream.end();
        streams.remove(stream);
      }
    } catch (IOException | IllegalStateException gone) {
      streams.remove(stream);
      stream.complete();
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("event streams: the database is away", away);
    } finally {
      stream.free();
    }
  }

  private void tellEvents(EventStream stream, Map<String, Integer> counts) throws IOException {
    for (Map.Entry<String, Integer> position : stream.positions().entrySet()) {
      if (counts.getOrDefault(position.getKey(), 0) > position.getValue()) {
        for (JobEvent event : events.after(position.getKey(), position.getValue(), PAGE)) {
          stream.send(event);
        }
      }
    }
  }

  /** A job is over for a stream when it has ended and its last event was sent. */
  private void tellProgress(EventStream stream, Instant now) throws IOException {
    stream.progressedAt(now);
    for (String jobId : stream.open()) {
      Job job = jobs.find(jobId).orElse(null);
      if (job == null) {
        stream.close(jobId);
      } else {
        stream.send(job);
        int position = stream.positions().getOrDefault(jobId, 0);
        boolean told = events.after(jobId, position, 1).isEmpty();
        if (job.status().isTerminal() && told) {
          stream.close(jobId);
        }
      }
    }
  }

  /** Where a stream of these jobs begins that has heard nothing yet. */
  static Map<String, Integer> beginning(Collection<String> jobIds) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    List.copyOf(jobIds).forEach(jobId -> positions.put(jobId, 0));
    return positions;
  }
}
