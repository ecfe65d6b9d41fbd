package dev.carrousel.service.training;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * The queue of runs: it holds identifiers only, in the same database and the same transaction as
 * the ledger.
 */
@Component
class RunQueue {

  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("train");

  private final SchedulerClient scheduler;
  private final Clock clock;

  RunQueue(SchedulerClient scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  void add(String runId, int priority) {
    scheduler.scheduleIfNotExists(
        TASK.instance(runId).priority(priority).scheduledTo(clock.instant()));
  }
}
