package dev.carrousel.service.training;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.carrousel.service.jobs.Ticket;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The queue of runs: it holds tickets only, in the same database and the same transaction as the
 * ledger. The moment for which an entry is scheduled is its turn: always past, and only there to be
 * ordered by.
 */
@Component
class RunQueue {

  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("train");
  private static final char SEPARATOR = '#';

  private final SchedulerClient scheduler;
  private final ObjectProvider<Scheduler> worker;
  private final JdbcClient jdbc;

  RunQueue(SchedulerClient scheduler, ObjectProvider<Scheduler> worker, JdbcClient jdbc) {
    this.scheduler = scheduler;
    this.worker = worker;
    this.jdbc = jdbc;
  }

  void add(List<Ticket> tickets, int priority) {
    tickets.forEach(ticket ->
        scheduler.scheduleIfNotExists(
            TASK.instance(id(ticket))
                .priority(priority)
                .scheduledTo(Instant.ofEpochMilli(ticket.round()))));
    lookAfterCommit();
  }

  /** A worker of this instance need not wait for its next look at the queue. */
  private void lookAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            worker.ifAvailable(Scheduler::triggerCheckForDueExecutions);
          }
        });
  }

  /** Takes entries out that no worker has picked yet. A picked one finds its ticket void. */
  void remove(List<Ticket> tickets) {
    tickets.forEach(ticket ->
        jdbc.sql(
                "delete from scheduled_tasks where task_name = ? and task_instance = ? and not picked")
            .params(TASK.getTaskName(), id(ticket))
            .update());
  }

  void reorder(List<Ticket> tickets, int priority) {
    tickets.forEach(ticket ->
        jdbc.sql(
                "update scheduled_tasks set priority = ? where task_name = ? and task_instance = ?")
            .params(priority, TASK.getTaskName(), id(ticket))
            .update());
  }

  private static String id(Ticket ticket) {
    return ticket.runId() + SEPARATOR + ticket.number();
  }

  static String runId(TaskInstance<?> entry) {
    return entry.getId().substring(0, entry.getId().indexOf(SEPARATOR));
  }

  static int ticketNumber(TaskInstance<?> entry) {
    return Integer.parseInt(entry.getId().substring(entry.getId().indexOf(SEPARATOR) + 1));
  }
}
