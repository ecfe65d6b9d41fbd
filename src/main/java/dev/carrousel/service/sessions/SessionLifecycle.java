package dev.carrousel.service.sessions;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks for unused sessions while the service runs, and writes all down when it stops: after the
 * web server, before the database.
 */
@Component
class SessionLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SessionLifecycle.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final int PHASE = 0;

  private final SessionKeeper keeper;
  private volatile boolean running;

  SessionLifecycle(SessionKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("session-sweep").start(this::look);
  }

  @Override
  public void stop() {
    running = false;
    keeper.storeAll();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void look() {
    while (running) {
      try {
        Thread.sleep(LOOK_EVERY);
        keeper.sweep();
      } catch (InterruptedException stopping) {
        return;
      } catch (DataAccessException | TransactionException away) {
        LOG.warn(
            "the database is away; overdue sessions are ended when it is back: {}",
            away.getMessage());
      }
    }
  }
}
