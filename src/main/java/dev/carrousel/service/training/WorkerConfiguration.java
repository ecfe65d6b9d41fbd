package dev.carrousel.service.training;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Tells the scheduler what to do with a run that is due. */
@Configuration
class WorkerConfiguration {

  /** A run that the database did not let end goes on after so long. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  @Bean
  Task<Void> trainingTask(RunExecution execution) {
    return Tasks.custom(RunQueue.TASK)
        .onDeadExecutionRevive()
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
        .execute((instance, context) ->
            execution.run(new Hold(instance, context))
                ? new CompletionHandler.OnCompleteRemove<>()
                : (complete, operations) ->
                    operations.reschedule(complete, complete.getExecution().executionTime));
  }

  @Bean
  DbSchedulerCustomizer schedulerIdentity() {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<SchedulerName> schedulerName() {
        return Optional.of(new SchedulerName.Fixed(hostName() + "-" + UUID.randomUUID()));
      }

      @Override
      public Optional<Serializer> serializer() {
        return Optional.of(NoData.INSTANCE);
      }
    };
  }

  /** An instance that does not train still fills the queue. */
  @Bean
  @ConditionalOnProperty(name = "carrousel.training.worker", havingValue = "false")
  SchedulerClient queueClient(DataSource dataSource, Task<Void> trainingTask) {
    return SchedulerClient.Builder.create(
            new TransactionAwareDataSourceProxy(dataSource), trainingTask)
        .serializer(NoData.INSTANCE)
        .enablePriority()
        .build();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "host";
    }
  }

  /** The queue carries identifiers only. */
  private enum NoData implements Serializer {
    INSTANCE;

    @Override
    public byte[] serialize(@Nullable Object data) {
      return new byte[0];
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte[] serialized) {
      return null;
    }
  }
}
