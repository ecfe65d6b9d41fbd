package dev.carrousel.service.training;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

/** A worker's hold on an entry of the queue. */
record Hold(TaskInstance<Void> entry, ExecutionContext context) {

  /** Beyond this share of the time after which others take the worker for dead it stops itself. */
  private static final double NEARLY_DEAD = 0.6;

  String runId() {
    return RunQueue.runId(entry);
  }

  int ticket() {
    return RunQueue.ticketNumber(entry);
  }

  long version() {
    return context.getExecution().version;
  }

  /** Whether this instance of the service stops. */
  boolean isEnding() {
    return context.getSchedulerState().isShuttingDown();
  }

  /** Whether the heartbeats fail, so that another worker may soon take the run. */
  boolean isSlipping() {
    return context.getCurrentlyExecuting().getHeartbeatState().getFractionDead() >= NEARLY_DEAD;
  }
}
