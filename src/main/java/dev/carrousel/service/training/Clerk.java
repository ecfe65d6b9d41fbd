package dev.carrousel.service.training;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The thread that writes for a run, while another trains. The one that trains gives way to
 * everybody; were it to write as well, others would wait for locks that it holds and is not given
 * the time to release.
 */
final class Clerk {

  private final Thread self = Thread.currentThread();
  private final BlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();

  /** Starts a training on a thread of its own and does what it orders until it ends. */
  <T> T serve(ThreadFactory threads, Callable<T> training) {
    FutureTask<T> work = new FutureTask<>(training);
    Map<String, String> context = MDC.getCopyOfContextMap();
    threads
        .newThread(() -> {
          MDC.setContextMap(context);
          work.run();
          orders.add(() -> {});
        })
        .start();
    boolean interrupted = false;
    while (!work.isDone() || !orders.isEmpty()) {
      try {
        orders.take().run();
      } catch (InterruptedException untilTheTrainingSeesTheStop) {
        interrupted = true;
      }
    }
    try {
      return result(work);
    } finally {
      if (interrupted) {
        self.interrupt();
      }
    }
  }

  /** Has something written, and waits for it. */
  <T> T write(Callable<T> words) {
    FutureTask<T> order = new FutureTask<>(words);
    if (Thread.currentThread().equals(self)) {
      order.run();
    } else {
      orders.add(order);
    }
    return result(order);
  }

  private static <T> T result(Future<T> order) {
    try {
      return order.get();
    } catch (ExecutionException failed) {
      throw unchecked(failed.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", stopping);
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure);
  }
}
