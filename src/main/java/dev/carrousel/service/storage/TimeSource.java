package dev.carrousel.service.storage;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one clock of the service: the database's where several instances share one. */
@Configuration
class TimeSource {

  @Bean
  @ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
  Clock machineClock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "postgresql")
  Clock databaseClock(JdbcClient jdbc) {
    return new DatabaseClock(
        () -> jdbc.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant(),
        Clock.systemUTC());
  }

  @Bean
  com.github.kagkarlsson.scheduler.Clock schedulerClock(Clock clock) {
    return clock::instant;
  }
}
