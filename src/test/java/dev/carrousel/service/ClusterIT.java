package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Several instances on one PostgreSQL, of which one is killed or frozen, or the database itself.
 * {@code -Dfaults.kills=30 -Dfaults.freezes=10 -Dfaults.deaths=5} is the long form.
 */
class ClusterIT {

  private static final int KILLS = Integer.getInteger("faults.kills", 1);
  private static final int FREEZES = Integer.getInteger("faults.freezes", 1);
  private static final int DEATHS = Integer.getInteger("faults.deaths", 1);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration OUTAGE = Duration.ofSeconds(10);

  @TempDir private static Path folder;
  private static Postgres postgres;

  @BeforeAll
  static void startDatabase() {
    postgres = Postgres.start(folder);
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @Test
  void jobsOfAKilledWorkerAreTakenOverAndEndAsIfNothingHadHappened() throws Exception {
    Random moments = new Random(30);
    Workload workload = new Workload(200, 30_000);
    List<ServiceProcess> workers = new ArrayList<>();
    try (ServiceProcess door = start("carrousel.training.worker=false")) {
      workers.add(start());
      workers.add(start());
      workload.learn(door.client(), 1);
      for (int kill = 0; kill < KILLS; kill++) {
        workload.submit(door.client());
        Thread.sleep(moments.nextLong(500, 3000));
        int victim = moments.nextInt(workers.size());
        workers.get(victim).kill();
        workers.set(victim, start());
        workload.verify(door.client());
        System.out.printf(
            "%d workers killed, %d runs taken over%n", kill + 1, workload.repeats(door.client()));
        workload.acknowledged().clear();
      }
    } finally {
      workers.forEach(ServiceProcess::close);
    }
  }

  @Test
  void aFrozenWorkerWritesNothingOnceAnotherHasItsRun() throws Exception {
    for (int freeze = 0; freeze < FREEZES; freeze++) {
      try (ServiceProcess first = start();
          ServiceProcess door = start("carrousel.training.worker=false")) {
        String job = door.client().submit(ENDLESS);
        door.client().await(job, body -> body.path("progress").path("step").asLong() > 0);
        first.freeze();
        Instant frozen = Instant.now();
        try (ServiceProcess second = start()) {
          door.client().await(job, _ -> attempts(door, job) == 2);
          System.out.printf(
              "taken over %d ms after the freeze%n",
              Duration.between(frozen, Instant.now()).toMillis());
          first.thaw();
          awaitLog(first, "stopped in its middle");
          assertThat(attempts(door, job)).isEqualTo(2);
          assertThat(second.log()).contains("training begins, attempt 2");
          assertThat(status(door, job)).isEqualTo("running");
          door.client().post("/api/v1/jobs/" + job + "/cancel", "");
          door.client().awaitEnd(job);
        }
      }
    }
  }

  @Test
  void whileTheDatabaseIsDeadClientsAreAskedToComeBackAndNothingIsLost() throws Exception {
    Workload workload = new Workload(300, 45_000);
    try (ServiceProcess service = start()) {
      Client client = service.client();
      workload.learn(client, 1);
      for (int death = 0; death < DEATHS; death++) {
        workload.submit(client);
        String job = workload.acknowledged().keySet().iterator().next();
        client.await(job, body -> body.path("status").asString().equals("running"));
        postgres.kill();
        Client.Answer away = client.get("/api/v1/jobs/" + job);
        assertThat(away.status()).as(away.text()).isEqualTo(503);
        assertThat(away.retryAfter()).isNotEmpty();
        assertThat(client.get("/readyz").status()).isEqualTo(503);
        Thread.sleep(OUTAGE);
        postgres.restart();
        client.awaitReady();
        workload.verify(client);
        System.out.printf("database killed %d times, nothing lost%n", death + 1);
        workload.acknowledged().clear();
      }
    }
  }

  private static ServiceProcess start(String... more) {
    List<String> settings = new ArrayList<>(postgres.settings());
    settings.addAll(List.of(more));
    return ServiceProcess.start(folder, List.of(), settings);
  }

  private static int attempts(ServiceProcess service, String job) {
    JsonNode runs = service.client().get("/api/v1/jobs/" + job + "/runs").body();
    return runs.path("data").path(0).path("attempt").asInt();
  }

  private static String status(ServiceProcess service, String job) {
    return service.client().get("/api/v1/jobs/" + job).body().path("status").asString();
  }

  private static void awaitLog(ServiceProcess service, String words) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!service.log().contains(words)) {
      assertThat(Instant.now()).as(service.log()).isBefore(end);
      Thread.sleep(100);
    }
  }

  private static final String ENDLESS =
      """
      {"data":{"task":"latch"},"training":{"learningRate":1e-9,"stop":{"maxSequences":1000000000}}}
      """;
}
