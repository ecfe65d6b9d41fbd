package dev.carrousel.service;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the service. */
@Configuration
class TimeSource {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
