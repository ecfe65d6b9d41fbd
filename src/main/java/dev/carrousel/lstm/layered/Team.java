package dev.carrousel.lstm.layered;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that compute together, one budget for all who call. Items are independent of each other
 * and whoever is free takes the next, so that results do not depend on who did what. A caller takes
 * part itself; while the budget is used up by other callers it works alone. May be shared by
 * threads.
 */
public final class Team implements AutoCloseable {

  private static final int SPINS = 2000;

  private final int threads;
  private final List<Thread> helpers;
  private final AtomicInteger callers = new AtomicInteger();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Assignment current;

  /**
   * Starts the helpers, which sleep until they are called.
   *
   * @param threads number of threads that compute at a time, callers included; positive
   * @param helpers makes the threads beside the callers' own; they need not be daemons
   */
  public Team(int threads, ThreadFactory helpers) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be positive, was " + threads);
    }
    this.threads = threads;
    this.helpers =
        IntStream.range(1, threads).mapToObj(_ -> helpers.newThread(this::help)).toList();
    this.helpers.forEach(Thread::start);
  }

  /**
   * Starts daemon helpers, which sleep until they are called.
   *
   * @param threads number of threads that compute at a time, callers included; positive
   */
  public Team(int threads) {
    this(threads, Thread.ofPlatform().daemon().name("compute-", 1).factory());
  }

  /**
   * A team of the caller alone.
   *
   * @return a team without helpers
   */
  public static Team alone() {
    return new Team(1);
  }

  /**
   * How many compute at a time.
   *
   * @return the number of threads, the caller included
   */
  public int size() {
    return threads;
  }

  /**
   * Does all items and returns when the last is done.
   *
   * @param items number of items
   * @param work does one item by its number; called by several threads at a time
   */
  public void run(int items, IntConsumer work) {
    int spare = threads - callers.incrementAndGet();
    try {
      if (items > 1 && spare > 0 && busy.compareAndSet(false, true)) {
        together(new Assignment(items, work, Thread.currentThread()), spare);
      } else {
        IntStream.range(0, items).forEach(work);
      }
    } finally {
      callers.decrementAndGet();
    }
  }

  private void together(Assignment assignment, int spare) {
    try {
      current = assignment;
      helpers.stream().limit(spare).forEach(LockSupport::unpark);
      assignment.work();
      assignment.await();
    } finally {
      current = null;
      busy.set(false);
    }
  }

  private void help() {
    Assignment done = null;
    while (!Thread.currentThread().isInterrupted()) {
      Assignment next = current;
      for (int spin = 0; next == done && spin < SPINS; spin++) {
        Thread.onSpinWait();
        next = current;
      }
      if (next == null || next == done) {
        LockSupport.park(this);
      } else {
        next.work();
        done = next;
      }
    }
  }

  /** Ends the helpers. Later calls are done by their callers alone. */
  @Override
  public void close() {
    callers.addAndGet(threads);
    helpers.forEach(Thread::interrupt);
  }

  /** One call, seen by all who work on it. */
  private static final class Assignment {

    private final int items;
    private final IntConsumer work;
    private final Thread caller;
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Assignment(int items, IntConsumer work, Thread caller) {
      this.items = items;
      this.work = work;
      this.caller = caller;
    }

    void work() {
      for (int item = claimed.getAndIncrement(); item < items; item = claimed.getAndIncrement()) {
        try {
          work.accept(item);
        } catch (RuntimeException | Error thrown) {
          failure.compareAndSet(null, thrown);
        } finally {
          if (done.incrementAndGet() == items) {
            LockSupport.unpark(caller);
          }
        }
      }
    }

    void await() {
      for (int spin = 0; done.get() < items; spin++) {
        if (spin < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      switch (failure.get()) {
        case null -> {}
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
  }
}
