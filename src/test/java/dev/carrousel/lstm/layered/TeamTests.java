package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTests {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyItemIsDoneOnceInEveryCall(int threads) {
    try (Team team = new Team(threads)) {
      for (int call = 0; call < 2000; call++) {
        AtomicIntegerArray done = new AtomicIntegerArray(call % 9);
        team.run(done.length(), done::incrementAndGet);
        for (int item = 0; item < done.length(); item++) {
          assertThat(done.get(item)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void itemsAreDoneAtTheSameTime() {
    try (Team team = new Team(2)) {
      CountDownLatch both = new CountDownLatch(2);
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      team.run(
          2,
          _ -> {
            threads.add(Thread.currentThread());
            both.countDown();
            awaitQuietly(both);
          });
      assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }
  }

  @Test
  void aCallFromWithinACallIsDoneByItsCaller() {
    try (Team team = new Team(3)) {
      AtomicIntegerArray done = new AtomicIntegerArray(4);
      team.run(4, _ -> team.run(4, done::incrementAndGet));
      assertThat(done.toString()).isEqualTo("[4, 4, 4, 4]");
    }
  }

  @Test
  void aFailureReachesTheCallerAndTheTeamGoesOn() {
    try (Team team = new Team(2)) {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              team.run(
                  8,
                  item -> {
                    if (item == 5) {
                      throw new IllegalStateException("five");
                    }
                  }))
          .withMessage("five");
      everyItemIsDoneOnceInEveryCall(2);
    }
  }

  @Test
  void aClosedTeamLeavesTheWorkToItsCaller() {
    Team team = new Team(2);
    team.close();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    team.run(100, _ -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThatIllegalArgumentException().isThrownBy(() -> new Team(0));
  }

  /** The batch is large enough for a team to share it. */
  @Test
  void anyNumberOfThreadsTrainsToTheSameBits() {
    LayeredShape shape =
        LayeredShape.of(5, List.of(33, 20), 3).withCells(Forgetting.GATE, true).inBothDirections();
    float[] alone = trained(shape, 1, Kernels.scalar());
    assertThat(trained(shape, 1, Kernels.vector())).containsExactly(alone);
    assertThat(trained(shape, 2, Kernels.vector())).containsExactly(alone);
    assertThat(trained(shape, 5, Kernels.vector())).containsExactly(alone);
  }

  private static float[] trained(LayeredShape shape, int threads, Kernels kernels) {
    LayeredLearning learning =
        LayeredLearning.of(new MeanSquaredError(), Adam.of(0.01)).withDropout(0.2);
    try (Team team = new Team(threads)) {
      LayeredNetwork network =
          new LayeredNetwork(
              new LayeredSettings(shape, Initialiser.UNIFORM, 1, learning),
              kernels,
              team,
              new SplittableRandom(42));
      RandomGenerator random = new SplittableRandom(3);
      for (int step = 0; step < 2; step++) {
        network.learn(batch(23, 12, random));
      }
      return network.parameters().values;
    }
  }

  private static List<Sequence> batch(int size, int length, RandomGenerator random) {
    return Stream.generate(
            () -> {
              double[][] targets = new double[length][];
              targets[length - 1] = random.doubles(3, -1, 1).toArray();
              targets[2] = random.doubles(3, -1, 1).toArray();
              double[] inputs = random.doubles(5L * length, -1, 1).toArray();
              return new Sequence(Inputs.Vectors.of(inputs, 5), targets);
            })
        .limit(size)
        .toList();
  }

  /** A helper allocates nothing for a call, however many items it does. */
  @Test
  void helpersAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Team team = new Team(2)) {
      CountDownLatch met = new CountDownLatch(2);
      long[] helper = {0};
      team.run(
          2,
          _ -> {
            met.countDown();
            awaitQuietly(met);
            if (Thread.currentThread().getName().startsWith("compute-")) {
              helper[0] = Thread.currentThread().threadId();
            }
          });
      long before = threads.getThreadAllocatedBytes(helper[0]);
      for (int call = 0; call < 20_000; call++) {
        team.run(4, _ -> {});
      }
      assertThat(threads.getThreadAllocatedBytes(helper[0]) - before).isLessThan(20_000);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
