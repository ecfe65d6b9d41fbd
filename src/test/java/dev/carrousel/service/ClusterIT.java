package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several instances on one PostgreSQL, of which one is killed or frozen or has a wrong clock, or
 * the database itself is killed. {@code -Dfaults.workers=3 -Dfaults.kills=30 -Dfaults.freezes=10
 * -Dfaults.deaths=5} is the long form.
 */
class ClusterIT {

  private static final int KILLS = Integer.getInteger("faults.kills", 1);
  private static final int FREEZES = Integer.getInteger("faults.freezes", 1);
  private static final int DEATHS = Integer.getInteger("faults.deaths", 1);

  private static final int WORKERS = Integer.getInteger("faults.workers", 2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration OUTAGE = Duration.ofSeconds(10);
  private static final Workload WORKLOAD = new Workload(200, 30_000);

  @TempDir private static Path folder;
  private static Cluster cluster;
  private static Client client;

  @BeforeAll
  static void start() {
    cluster = new Cluster(folder, WORKERS);
    client = cluster.client();
    WORKLOAD.learn(client, 1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void cleanUp() {
    try {
      client.cancelAll();
      cluster.verifyNoInternalErrors();
    } finally {
      cluster.shrink(WORKERS);
    }
  }

  @Test
  void jobsOfAKilledWorkerAreTakenOverAndEndAsIfNothingHadHappened() throws Exception {
    Random moments = new Random(30);
    int repeats = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      WORKLOAD.submit(client);
      Thread.sleep(moments.nextLong(500, 3000));
      cluster.replace(moments.nextInt(WORKERS));
      repeats += WORKLOAD.verify(client);
      System.out.printf("%d workers killed, %d runs taken over%n", kill + 1, repeats);
    }
  }

  @Test
  void aFrozenWorkerWritesNothingOnceAnotherHasItsRun() throws Exception {
    for (int freeze = 0; freeze < FREEZES; freeze++) {
      String job = client.submit(ENDLESS);
      client.await(job, body -> body.path("progress").path("step").asLong() > 0);
      ServiceProcess holder = cluster.firstOf(job);
      holder.freeze();
      Instant frozen = Instant.now();
      await(() -> Workload.attempts(client, job) == 2);
      System.out.printf(
          "taken over %d ms after the freeze%n",
          Duration.between(frozen, Instant.now()).toMillis());
      holder.thaw();
      await(() -> holder.logged(job, "stopped in its middle"));
      assertThat(Workload.attempts(client, job)).isEqualTo(2);
      assertThat(status(job)).isEqualTo("running");
      client.cancel(job);
    }
  }

  @Test
  void whileTheDatabaseIsDeadClientsAreAskedToComeBackAndNothingIsLost() throws Exception {
    for (int death = 0; death < DEATHS; death++) {
      WORKLOAD.submit(client);
      String job = WORKLOAD.acknowledged().getFirst();
      client.await(job, body -> body.path("status").asString().equals("running"));
      cluster.database().kill();
      Client.Answer away = client.get("/api/v1/jobs/" + job);
      assertThat(away.status()).as(away.text()).isEqualTo(503);
      assertThat(away.retryAfter()).isNotEmpty();
      assertThat(client.get("/readyz").status()).isEqualTo(503);
      Thread.sleep(OUTAGE);
      cluster.database().restart();
      cluster.awaitReady();
      WORKLOAD.verify(client);
      System.out.printf("database killed %d times, nothing lost%n", death + 1);
    }
  }

  /** Every worker holds a run for longer than the heartbeats of a dead one would count. */
  @ParameterizedTest
  @ValueSource(longs = {60, -60})
  void aWorkerWhoseClockIsOffLosesNothingAndStealsNothing(long seconds) throws Exception {
    ServiceProcess wrong = cluster.join(WrongClock.environment(Duration.ofSeconds(seconds)));
    assertThat(wrong.log())
        .containsPattern("clock differs by %s(59|60)\\d{3} ms".formatted(seconds > 0 ? "-" : ""));
    List<String> held = Stream.generate(() -> client.submit(ENDLESS)).limit(WORKERS + 1).toList();
    held.forEach(job -> client.await(job, body -> body.path("startedAt").isString()));
    Thread.sleep(Postgres.LEASE.multipliedBy(2));
    client.cancel(
        held.stream().filter(job -> cluster.firstOf(job).equals(wrong)).findAny().orElseThrow());
    Instant submitted = Instant.now();
    WORKLOAD.submit(wrong.client());
    List<String> jobs = WORKLOAD.acknowledged();
    assertThat(WORKLOAD.verify(wrong.client())).as("runs taken over").isZero();
    assertThat(jobs)
        .allSatisfy(job -> {
          assertThat(cluster.firstOf(job)).isSameAs(wrong);
          assertThat(Instant.parse(client.awaitEnd(job).path("finishedAt").asString()))
              .isBetween(submitted, Instant.now());
        });
    assertThat(held).allSatisfy(job -> assertThat(Workload.attempts(client, job)).isEqualTo(1));
    System.out.printf("clock off by %d s: nothing lost, nothing stolen%n", seconds);
  }

  private static String status(String job) {
    return client.get("/api/v1/jobs/" + job).body().path("status").asString();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(100);
    }
  }

  private static final String ENDLESS = "{" + Client.ENDLESS + "}";
}
