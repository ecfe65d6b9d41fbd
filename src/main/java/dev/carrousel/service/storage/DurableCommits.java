package dev.carrousel.service.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
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
class DurableCommits implements TransactionExecutionListener, DisposableBean {

  private final HikariDataSource dataSource;
  private final ReentrantLock synchronising = new ReentrantLock();
  private final AtomicLong committed = new AtomicLong();
  private long synchronised;
  private @Nullable Connection own;

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
    try (Statement statement = connection().createStatement()) {
      statement.execute("checkpoint sync");
    } catch (SQLException broken) {
      own = null;
      throw new DataAccessResourceFailureException(
          "the database could not synchronise its file", broken);
    }
  }

  private Connection connection() throws SQLException {
    Connection open = own;
    if (open == null || open.isClosed()) {
      open =
          DriverManager.getConnection(
              dataSource.getJdbcUrl(), dataSource.getUsername(), dataSource.getPassword());
      own = open;
    }
    return open;
  }

  @Override
  public void destroy() throws SQLException {
    if (own != null) {
      own.close();
    }
  }
}
