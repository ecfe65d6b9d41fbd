package dev.carrousel.service.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The time of the database, so that instances whose own clocks differ agree on what is late.
 * Between two looks it goes on with the machine's elapsed time, which no change of its clock
 * touches.
 */
final class DatabaseClock extends Clock {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final Supplier<Instant> database;
  private volatile Reading reading;

  DatabaseClock(Supplier<Instant> database, Clock machine) {
    this.database = database;
    reading = read();
    Duration skew = Duration.between(machine.instant(), reading.instant());
    LOG.info("the time is the database's; this machine's clock differs by {} ms", skew.toMillis());
  }

  private Reading read() {
    long before = System.nanoTime();
    Instant instant = database.get();
    long after = System.nanoTime();
    return new Reading(instant, before + (after - before) / 2);
  }

  @Override
  public Instant instant() {
    Reading latest = reading;
    if (latest.age().compareTo(LOOK_EVERY) > 0) {
      latest = renewed(latest);
    }
    return latest.now();
  }

  /** Never backwards, and while the database is away by the last look. */
  private synchronized Reading renewed(Reading seen) {
    if (!reading.equals(seen)) {
      return reading;
    }
    try {
      Reading fresh = read();
      reading = fresh.now().isBefore(seen.now()) ? seen.again() : fresh;
    } catch (DataAccessException away) {
      reading = seen.again();
    }
    return reading;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the service's time is UTC");
  }

  /** What the database said at a moment of this machine's elapsed time. */
  private record Reading(Instant instant, long nanoTime) {

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    Instant now() {
      return instant.plus(age());
    }

    Reading again() {
      long nanos = System.nanoTime();
      return new Reading(instant.plusNanos(nanos - nanoTime), nanos);
    }
  }
}
