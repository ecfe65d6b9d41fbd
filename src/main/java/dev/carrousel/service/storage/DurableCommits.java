package dev.carrousel.service.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Makes a commit mean what it says on H2, which by default writes half a second later: after each
 * commit, and before its caller goes on, the file is synchronised. Commits that come while one
 * synchronisation is at work share the next.
 */
@Component
@ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
class DurableCommits implements TransactionExecutionListener {

  private final DataSource dataSource;
  private final ReentrantLock synchronising = new ReentrantLock();
  private final AtomicLong committed = new AtomicLong();
  private long synchronised;

  DurableCommits(DataSource dataSource) {
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
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    } catch (SQLException broken) {
      throw new DataAccessResourceFailureException(
          "the database could not synchronise its file", broken);
    }
  }
}
