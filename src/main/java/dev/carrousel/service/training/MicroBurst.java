package dev.carrousel.service.training;

import dev.carrousel.lstm.training.Progress;
import dev.carrousel.lstm.training.StopSignal;
import dev.carrousel.lstm.training.TrainingListener;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets a real training make real steps and measures them, window by window, until they get no
 * faster any more and nothing is being compiled: the first ones in a process take a hundred times
 * as long as those that follow.
 */
final class MicroBurst implements TrainingListener, StopSignal {

  private static final Duration WINDOW = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double STEADY = 0.8;
  private static final double COMPILING = 0.1;
  private static final @Nullable CompilationMXBean COMPILER =
      ManagementFactory.getCompilationMXBean();

  private final Clock clock;
  private final Instant made;
  private @Nullable Instant began;
  private Instant windowBegan;
  private long compiled;
  private int steps;
  private double secondsPerStep = Double.POSITIVE_INFINITY;

  MicroBurst(Clock clock) {
    this.clock = clock;
    made = clock.instant();
    windowBegan = made;
  }

  @Override
  public boolean isRaised() {
    Instant now = clock.instant();
    if (began == null) {
      began = now;
      windowBegan = now;
      return false;
    }
    steps++;
    if (Duration.between(windowBegan, now).compareTo(WINDOW) < 0) {
      return false;
    }
    double before = secondsPerStep;
    double window = seconds(windowBegan, now);
    secondsPerStep = window / steps;
    boolean steady = secondsPerStep > STEADY * before && !isCompiling(window);
    steps = 0;
    windowBegan = now;
    return steady || Duration.between(began, now).compareTo(PATIENCE) > 0;
  }

  /** Whether compilers were at work for a good part of the last seconds. */
  private boolean isCompiling(double seconds) {
    long before = compiled;
    compiled = COMPILER == null ? 0 : COMPILER.getTotalCompilationTime();
    return (compiled - before) / 1e3 > COMPILING * seconds;
  }

  @Override
  public void progressed(Progress progress) {}

  @Override
  public void measured(String metric, long step, double value) {}

  /** The mean of the last window, of what there is of it, or at worst the first step. */
  double secondsPerStep() {
    if (Double.isFinite(secondsPerStep)) {
      return secondsPerStep;
    }
    Instant from = steps > 0 ? windowBegan : made;
    return seconds(from, clock.instant()) / Math.max(1, steps);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
