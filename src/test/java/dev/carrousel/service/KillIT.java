package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The embedded service is killed at random moments of training, or whenever a certain run is at
 * work. {@code -Dfaults.kills=100} is the long form.
 */
class KillIT {

  private static final int KILLS = Integer.getInteger("faults.kills", 5);
  private static final int KILLS_OF_A_ROUND = 5;
  private static final List<String> SETTINGS =
      List.of(
          "carrousel.training.checkpoint-interval=500ms", "carrousel.training.losses-allowed=1000");

  @TempDir private Path folder;

  @Test
  void everyAcknowledgedJobEndsAsIfNothingHadHappened() throws Exception {
    Random moments = new Random(20261121);
    Workload workload = new Workload(120, 20_000);
    int repeats = 0;
    ServiceProcess service = start();
    try {
      workload.learn(service.client(), 1);
      for (int kill = 0; kill < KILLS; kill++) {
        if (kill % KILLS_OF_A_ROUND == 0) {
          repeats += workload.verify(service.client());
          System.out.printf("%d kills, %d runs taken up again%n", kill, repeats);
          workload.submit(service.client());
          workload.awaitBeginning(service.client());
        } else {
          Thread.sleep(moments.nextLong(100, 2500));
        }
        service.kill();
        service = start();
      }
      repeats += workload.verify(service.client());
    } finally {
      service.close();
    }
    System.out.printf("%d kills, %d runs taken up again%n", KILLS, repeats);
    assertThat(repeats).as("no kill hit a run").isPositive();
  }

  /**
   * No job can halt the virtual machine by itself, so the process is killed whenever the deadly one
   * is at work, together with what is at work beside it.
   */
  @Test
  void badRunsFailWithAReasonAndTheGoodOnesAmongThemSucceed() {
    Map<String, String> bad = new LinkedHashMap<>();
    List<String> good = new ArrayList<>();
    try (ServiceProcess service = poisoned()) {
      bad.put(service.client().submit(DEADLY), "worker_lost");
      submitGood(service.client(), 7, good);
      bad.put(service.client().submit(ENDLESS), "max_runtime");
      submitGood(service.client(), 7, good);
      bad.put(service.client().submit(GREEDY), "out_of_memory");
      submitGood(service.client(), 6, good);
      killAtWork(service, bad.keySet().iterator().next(), 1, good);
    }
    try (ServiceProcess service = poisoned()) {
      killAtWork(service, bad.keySet().iterator().next(), 2, good);
    }
    try (ServiceProcess service = poisoned()) {
      Client client = service.client();
      bad.forEach((job, reason) -> {
        JsonNode ended = client.awaitEnd(job);
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("failed");
        assertThat(ended.path("reason").asString()).as(ended.toString()).isEqualTo(reason);
      });
      assertThat(good)
          .hasSize(20)
          .allSatisfy(job -> {
            JsonNode ended = client.awaitEnd(job);
            assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("succeeded");
          });
      System.out.printf(
          "3 bad runs failed, 20 good ones succeeded, %d of them on a second worker%n",
          good.stream().filter(job -> Workload.attempts(client, job) == 2).count());
    }
  }

  private static void submitGood(Client client, int count, List<String> good) {
    for (int job = 0; job < count; job++) {
      good.add(
          client.submit(
              """
              {"seed":%d,"data":{"task":"adding"},"training":{"stop":{"maxSequences":2000}}}
              """
                  .formatted(good.size())));
    }
  }

  /** Kills the service once a good run is at work beside the deadly one for the first time. */
  private static void killAtWork(
      ServiceProcess service, String deadly, int attempt, List<String> good) {
    Client client = service.client();
    client.await(
        deadly,
        _ ->
            Workload.attempts(client, deadly) == attempt
                && running(client)
                    .anyMatch(job -> good.contains(job) && Workload.attempts(client, job) == 1));
    service.kill();
  }

  private static Stream<String> running(Client client) {
    JsonNode jobs = client.get("/api/v1/jobs?status=running").body().path("data");
    return jobs.valueStream().map(job -> job.path("id").asString());
  }

  private ServiceProcess start() {
    return ServiceProcess.start(folder, List.of(), SETTINGS);
  }

  private ServiceProcess poisoned() {
    return ServiceProcess.start(
        folder,
        List.of("-Xmx192m"),
        List.of(
            "carrousel.training.losses-allowed=1",
            "carrousel.training.checkpoint-interval=" + Duration.ofHours(1)));
  }

  private static final String DEADLY = "{\"priority\":10," + Client.ENDLESS + "}";
  private static final String ENDLESS = "{\"maxRuntimeSeconds\":3," + Client.ENDLESS + "}";
  private static final String GREEDY =
      """
      {"data":{"dataset":"us-births","problem":"forecast","targets":["births"],"window":28,"horizon":7},
       "network":{"type":"lstm","layers":[2200]},"training":{"epochs":1,"batchSize":64}}
      """;
}
