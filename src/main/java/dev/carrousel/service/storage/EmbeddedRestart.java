package dev.carrousel.service.storage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * After a restart on the embedded database no other worker can be alive, for its file is locked:
 * what was at work is free at once, without waiting for heartbeats to go stale. This must be over
 * before the scheduler starts, which it does once all beans are there: a run freed after it was
 * taken up would be taken up twice.
 */
@Component
@ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
class EmbeddedRestart implements InitializingBean {

  private final JdbcClient jdbc;
  private final HikariDataSource dataSource;
  private final StorageProperties properties;

  EmbeddedRestart(JdbcClient jdbc, HikariDataSource dataSource, StorageProperties properties) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
    this.properties = properties;
  }

  @Override
  public void afterPropertiesSet() {
    Compaction.run(dataSource, properties.databaseFile());
    jdbc.sql(
            "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked")
        .update();
  }
}
