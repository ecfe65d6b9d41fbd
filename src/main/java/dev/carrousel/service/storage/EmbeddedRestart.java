package dev.carrousel.service.storage;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * After a restart on the embedded database no other worker can be alive, for its file is locked:
 * what was at work is free at once, without waiting for heartbeats to go stale.
 */
@Component
@Order(0)
@ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2", matchIfMissing = true)
class EmbeddedRestart implements ApplicationRunner {

  private final JdbcClient jdbc;

  EmbeddedRestart(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    jdbc.sql(
            "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked")
        .update();
  }
}
