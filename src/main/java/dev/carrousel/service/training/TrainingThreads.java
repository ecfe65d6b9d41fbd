package dev.carrousel.service.training;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Threads that take what is left of the processors: whoever answers a request goes first. Linux
 * ignores the priorities of Java's threads, but each has a nice value of its own, which it may
 * raise without any right.
 */
@Component
class TrainingThreads implements ThreadFactory {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingThreads.class);
  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;

  private final int niceness;
  private final AtomicInteger made = new AtomicInteger();
  private final @Nullable MethodHandle setPriority = setPriority();

  TrainingThreads(TrainingProperties properties) {
    niceness = properties.niceness();
  }

  @Override
  public Thread newThread(Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name("training-" + made.incrementAndGet())
        .unstarted(() -> {
          giveWay();
          work.run();
        });
  }

  private void giveWay() {
    if (setPriority == null || niceness == 0) {
      return;
    }
    try {
      int failed = (int) setPriority.invokeExact(PRIO_PROCESS, THIS_THREAD, niceness);
      if (failed != 0) {
        LOG.warn("the system refused niceness {}; training competes with requests", niceness);
      }
    } catch (Throwable impossible) {
      throw new IllegalStateException("setpriority cannot be called", impossible);
    }
  }

  @SuppressWarnings("restricted")
  private static @Nullable MethodHandle setPriority() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    return linker.downcallHandle(linker.defaultLookup().findOrThrow("setpriority"), signature);
  }
}
