package dev.carrousel.service.storage;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Counts what is committed, before whoever committed it is told. What was read is still true while
 * the count stands still, but for the moment between a commit and its being counted.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Commits implements TransactionExecutionListener {

  private final boolean alone;
  private final AtomicLong count = new AtomicLong();

  Commits(@Value("${carrousel.database.kind}") String kind) {
    this.alone = kind.equals("h2");
  }

  /** Whether nothing is missed: nobody else writes to an embedded database. */
  public boolean areAllSeen() {
    return alone;
  }

  /** How many there were, failed ones among them, since they may have changed something. */
  public long count() {
    return count.get();
  }

  @Override
  public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
    if (!transaction.isReadOnly()) {
      count.incrementAndGet();
    }
  }
}
