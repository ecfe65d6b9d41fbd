package dev.carrousel.service.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens the embedded database again after it has closed itself, which it does when it cannot write,
 * for instance because the disk is full; opened on a full disk it may lose what it has. All old
 * connections must be gone before: the last of them to go would take the new database with it.
 */
@Component
@ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
class EmbeddedWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final String CLOSED = "90098";

  private final HikariDataSource dataSource;
  private final DurableCommits commits;
  private final DiskReserve reserve;
  private final Rounds rounds = new Rounds("embedded-watch", LOOK_EVERY, this::look);

  EmbeddedWatch(HikariDataSource dataSource, DurableCommits commits, DiskReserve reserve) {
    this.dataSource = dataSource;
    this.commits = commits;
    this.reserve = reserve;
  }

  @Override
  public void start() {
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  private void look() throws InterruptedException {
    if (hasClosed()) {
      reopen();
    }
  }

  private boolean hasClosed() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select count(*) from job where id = ''");
      return false;
    } catch (SQLException failure) {
      return CLOSED.equals(failure.getSQLState());
    }
  }

  private void reopen() throws InterruptedException {
    LOG.warn("the database has closed itself; it is opened again");
    HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
    pool.suspendPool();
    try {
      commits.disconnect();
      while (pool.getTotalConnections() > 0) {
        pool.softEvictConnections();
        Thread.sleep(Duration.ofMillis(10));
      }
      while (rounds.isRunning() && (reserve.isTouched() || !isOpened())) {
        Thread.sleep(LOOK_EVERY);
      }
    } finally {
      pool.resumePool();
    }
  }

  private boolean isOpened() {
    try {
      commits.connect();
      LOG.info("the database is open again");
      return true;
    } catch (SQLException notYet) {
      LOG.warn("the database could not be opened ({}); the next try follows", notYet.getMessage());
      return false;
    }
  }
}
