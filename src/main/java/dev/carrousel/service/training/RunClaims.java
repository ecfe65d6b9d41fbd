package dev.carrousel.service.training;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.carrousel.service.jobs.ClaimedRun;
import dev.carrousel.service.jobs.Runs;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes runs up, one transaction over queue and ledger. */
@Component
class RunClaims {

  private final JdbcClient jdbc;
  private final Runs runs;
  private final TrainingProperties properties;

  RunClaims(JdbcClient jdbc, Runs runs, TrainingProperties properties) {
    this.jdbc = jdbc;
    this.runs = runs;
    this.properties = properties;
  }

  /**
   * Empty if there is nothing to do: the run is over, or was queued anew, or another worker has
   * taken the entry since this one picked it.
   */
  @Transactional
  Optional<ClaimedRun> claim(Hold hold) {
    return isHeld(hold.entry(), hold.version())
        ? runs.claim(hold.runId(), hold.ticket(), properties.lossesAllowed())
        : Optional.empty();
  }

  /** Locks an entry and says whether it is still as its worker picked it. */
  private boolean isHeld(TaskInstance<?> entry, long version) {
    return jdbc.sql(
            "select version from scheduled_tasks where task_name = ? and task_instance = ? for update")
        .params(entry.getTaskName(), entry.getId())
        .query(Long.class)
        .optional()
        .filter(found -> found == version)
        .isPresent();
  }
}
