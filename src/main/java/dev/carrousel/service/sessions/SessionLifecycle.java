package dev.carrousel.service.sessions;

import dev.carrousel.service.storage.Rounds;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for unused sessions while the service runs, and writes all down when it stops: after the
 * web server, before the database.
 */
@Component
class SessionLifecycle implements SmartLifecycle {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final int PHASE = 0;

  private final SessionKeeper keeper;
  private final Rounds rounds;

  SessionLifecycle(SessionKeeper keeper) {
    this.keeper = keeper;
    this.rounds = new Rounds("session-sweep", LOOK_EVERY, keeper::sweep);
  }

  @Override
  public void start() {
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
    keeper.storeAll();
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
