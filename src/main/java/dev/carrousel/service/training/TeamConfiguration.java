package dev.carrousel.service.training;

import dev.carrousel.lstm.layered.Team;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that all runs share. */
@Configuration
class TeamConfiguration {

  @Bean
  Team team(TrainingProperties properties, TrainingThreads workers) {
    return new Team(
        properties.threads() == 0
            ? Runtime.getRuntime().availableProcessors()
            : properties.threads(),
        workers);
  }
}
