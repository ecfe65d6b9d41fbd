package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded service is killed at random moments of training. {@code -Dfaults.kills=100} is the
 * long form.
 */
class KillIT {

  private static final int KILLS = Integer.getInteger("faults.kills", 4);
  private static final int KILLS_OF_A_ROUND = 4;
  private static final List<String> SETTINGS =
      List.of(
          "carrousel.training.checkpoint-interval=500ms", "carrousel.training.losses-allowed=1000");

  @TempDir private Path folder;

  @Test
  void everyAcknowledgedJobEndsAsIfNothingHadHappened() throws Exception {
    Random moments = new Random(20261121);
    Workload workload = new Workload(120, 20_000);
    try (ServiceProcess undisturbed = start()) {
      workload.learn(undisturbed.client(), 1);
    }
    int repeats = 0;
    for (int kills = 0; kills < KILLS; kills += KILLS_OF_A_ROUND) {
      repeats += round(workload, moments);
      System.out.printf("%d kills, %d runs taken up again%n", kills + KILLS_OF_A_ROUND, repeats);
    }
    assertThat(repeats).as("no kill hit a run").isPositive();
  }

  private int round(Workload workload, Random moments) throws InterruptedException {
    try (ServiceProcess service = start()) {
      workload.submit(service.client());
      Thread.sleep(moments.nextLong(100, 2500));
      service.kill();
    }
    for (int kill = 1; kill < KILLS_OF_A_ROUND; kill++) {
      try (ServiceProcess service = start()) {
        Thread.sleep(moments.nextLong(100, 2500));
        service.kill();
      }
    }
    try (ServiceProcess service = start()) {
      workload.verify(service.client());
      int repeats = workload.repeats(service.client());
      workload.acknowledged().clear();
      return repeats;
    }
  }

  @Test
  void aRunThatKillsItsWorkersFailsAndTheOthersSucceed() {
    List<String> good = new ArrayList<>();
    String poison;
    try (ServiceProcess service = poisoned()) {
      poison = service.client().submit(POISON);
      service.client().await(poison, body -> body.path("status").asString().equals("running"));
      for (int seed = 0; seed < 3; seed++) {
        good.add(service.client().submit(GOOD.formatted(seed)));
      }
      service.kill();
    }
    try (ServiceProcess service = poisoned()) {
      service.client().await(poison, _ -> attempts(service, poison) == 2);
      service.kill();
    }
    try (ServiceProcess service = poisoned()) {
      assertThat(service.client().awaitEnd(poison).path("reason").asString())
          .isEqualTo("worker_lost");
      good.forEach(job ->
          assertThat(service.client().awaitEnd(job).path("status").asString())
              .isEqualTo("succeeded"));
    }
  }

  @Test
  void aRunThatNeedsMoreMemoryThanThereIsFailsAndTheServiceLives() {
    try (ServiceProcess service = ServiceProcess.start(folder, "-Xmx192m")) {
      String greedy = service.client().submit(GREEDY);
      String good = service.client().submit(GOOD.formatted(1));
      assertThat(service.client().awaitEnd(greedy).path("reason").asString())
          .isEqualTo("out_of_memory");
      assertThat(service.client().awaitEnd(good).path("status").asString()).isEqualTo("succeeded");
    }
  }

  private static int attempts(ServiceProcess service, String job) {
    return service
        .client()
        .get("/api/v1/jobs/" + job + "/runs")
        .body()
        .path("data")
        .path(0)
        .path("attempt")
        .asInt();
  }

  private ServiceProcess start() {
    return ServiceProcess.start(folder, List.of(), SETTINGS);
  }

  private ServiceProcess poisoned() {
    return ServiceProcess.start(
        folder,
        List.of(),
        List.of(
            "carrousel.training.slots=1",
            "carrousel.training.losses-allowed=1",
            "carrousel.training.checkpoint-interval=" + Duration.ofHours(1)));
  }

  private static final String POISON =
      """
      {"priority":10,"data":{"task":"latch"},"training":{"learningRate":1e-9,"stop":{"maxSequences":1000000000}}}
      """;
  private static final String GOOD =
      """
      {"seed":%d,"data":{"task":"adding"},"training":{"stop":{"maxSequences":500}}}
      """;
  private static final String GREEDY =
      """
      {"data":{"dataset":"us-births","problem":"forecast","targets":["births"],"window":28,"horizon":7},
       "network":{"type":"lstm","layers":[2000]},"training":{"epochs":1,"batchSize":64}}
      """;
}
