package dev.carrousel.service.training;

import dev.carrousel.lstm.training.Progress;
import dev.carrousel.lstm.training.StopSignal;
import dev.carrousel.lstm.training.TrainingListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a real training make a few real steps and measures them: the first ones, in which the
 * machine warms up, do not count.
 */
final class MicroBurst implements TrainingListener, StopSignal {

  private static final Duration LENGTH = Duration.ofMillis(500);
  private static final int MOST_STEPS = 200;

  private final Clock clock;
  private final Instant began;
  private final List<Long> nanos = new ArrayList<>();
  private Instant latest;

  MicroBurst(Clock clock) {
    this.clock = clock;
    this.began = clock.instant();
    this.latest = began;
  }

  @Override
  public boolean isRaised() {
    Instant now = clock.instant();
    nanos.add(Duration.between(latest, now).toNanos());
    latest = now;
    return nanos.size() >= MOST_STEPS || Duration.between(began, now).compareTo(LENGTH) > 0;
  }

  @Override
  public void progressed(Progress progress) {}

  @Override
  public void measured(String metric, long step, double value) {}

  /** The median of the later half. */
  double secondsPerStep() {
    List<Long> later = nanos.subList(nanos.size() / 2, nanos.size()).stream().sorted().toList();
    return later.isEmpty() ? 0 : later.get(later.size() / 2) / 1e9;
  }
}
