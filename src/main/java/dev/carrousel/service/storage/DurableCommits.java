package dev.carrousel.service.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Makes a commit mean what it says on H2, which by default writes half a second later: after each
 * commit, and before its caller goes on, the file is synchronised. Commits that come while one
 * synchronisation is at work share the next. It has a connection of its own: the callers still hold
 * theirs, and if they held all of the pool, nobody could go on.
 */
@Component
@ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
class DurableCommits implements TransactionExecutionListener, InitializingBean, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DurableCommits.class);

  private final HikariDataSource dataSource;
  private final ReentrantLock synchronising = new ReentrantLock();
  private final AtomicLong committed = new AtomicLong();
  private long synchronised;
  private @Nullable Connection own;
  private volatile boolean away;

  DurableCommits(HikariDataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
    if (failure != null || transaction.isReadOnly()) {
      return;
    }
    long own = committed.incrementAndGet();
    synchronising.lock();
    try {
      if (synchronised < own) {
        long covered = committed.get();
        synchronise();
        synchronised = covered;
      }
    } finally {
      synchronising.unlock();
    }
  }

  private void synchronise() {
    if (away) {
      throw new DataAccessResourceFailureException("the database is not open");
    }
    try {
      if (own == null) {
        try (Connection once = open()) {
          synchronise(once);
        }
      } else {
        synchronise(own);
      }
    } catch (SQLException broken) {
      throw new DataAccessResourceFailureException(
          "the database could not synchronise its file", broken);
    }
  }

  private static void synchronise(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(
        dataSource.getJdbcUrl(), dataSource.getUsername(), dataSource.getPassword());
  }

  @Override
  public void afterPropertiesSet() throws SQLException {
    connect();
  }

  void connect() throws SQLException {
    synchronising.lock();
    try {
      own = open();
      away = false;
    } finally {
      synchronising.unlock();
    }
  }

  /** Until it is connected again, no commit succeeds. */
  void disconnect() {
    away = true;
    destroy();
  }

  /** What is committed later, while the service stops, opens a connection for that once. */
  @Override
  public void destroy() {
    synchronising.lock();
    try (Connection closing = own) {
      own = null;
      LOG.debug("connection {} is closed", closing);
    } catch (SQLException alreadyBroken) {
      LOG.debug("the connection was broken already", alreadyBroken);
    } finally {
      synchronising.unlock();
    }
  }
}
