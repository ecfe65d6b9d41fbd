package dev.carrousel.service.storage;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one clock of the service: the database's where several instances share one. It ticks in
 * microseconds, as databases keep them, so that a time reads as it was told.
 */
@Configuration
class TimeSource {

  @Bean
  @ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
  Clock machineClock() {
    return inMicroseconds(Clock.systemUTC());
  }

  @Bean
  @ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "postgresql")
  Clock databaseClock(JdbcClient jdbc) {
    return inMicroseconds(
        new DatabaseClock(
            () -> jdbc.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant(),
            Clock.systemUTC()));
  }

  private static Clock inMicroseconds(Clock clock) {
    return Clock.tick(clock, Duration.of(1, ChronoUnit.MICROS));
  }

  @Bean
  com.github.kagkarlsson.scheduler.Clock schedulerClock(Clock clock) {
    return clock::instant;
  }
}
