package dev.carrousel.service.storage;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Something that is done again and again while the service runs, on a thread of its own. */
public final class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final String name;
  private final Duration every;
  private final Round round;
  private volatile boolean running;

  /** Rounds that rest for a while before each. */
  public Rounds(String name, Duration every, Round round) {
    this.name = name;
    this.every = every;
    this.round = round;
  }

  /** Begins. */
  public void start() {
    running = true;
    Thread.ofVirtual().name(name).start(this::go);
  }

  /** Ends after the round at work. */
  public void stop() {
    running = false;
  }

  /** Whether another round follows. */
  public boolean isRunning() {
    return running;
  }

  private void go() {
    while (running) {
      try {
        Thread.sleep(every);
        round.run();
      } catch (InterruptedException stopping) {
        return;
      } catch (DataAccessException | TransactionException away) {
        LOG.warn(
            "{}: the database is away, it goes on when it is back: {}", name, away.getMessage());
      }
    }
  }

  /** What is done. */
  @FunctionalInterface
  public interface Round {

    /** Does it once. */
    void run() throws InterruptedException;
  }
}
