package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Jobs of both engines whose ends are known: what an undisturbed service made of them. Kept by the
 * client, it is the truth to compare with.
 */
final class Workload {

  private final int epochs;
  private final int sequences;
  private final Map<String, String> expected = new LinkedHashMap<>();
  private final Map<String, String> acknowledged = new LinkedHashMap<>();

  /** A workload of jobs of some length. */
  Workload(int epochs, int sequences) {
    this.epochs = epochs;
    this.sequences = sequences;
  }

  /** Learns from an undisturbed service what the ends are. */
  void learn(Client client, int seeds) {
    for (int seed = 1; seed <= seeds; seed++) {
      for (String json : jobs(seed)) {
        String job = client.submit(json);
        client.awaitEnd(job);
        expected.put(json, fingerprint(client, job));
      }
    }
  }

  /** Submits every job once and remembers what was acknowledged. */
  void submit(Client client) {
    expected.keySet().forEach(json -> acknowledged.put(client.submit(json), json));
  }

  /** Waits until a job is at work. */
  void awaitBeginning(Client client) {
    client.await(acknowledged().getFirst(), job -> !job.path("status").asString().equals("queued"));
  }

  /**
   * Every acknowledged job is there and ends as it must, in weights and in metrics; they are then
   * done with.
   *
   * @return how often their runs were taken up again
   */
  int verify(Client client) {
    acknowledged.forEach((job, json) -> {
      JsonNode ended = client.awaitEnd(job);
      assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("succeeded");
      assertThat(fingerprint(client, job)).as("%s: %s", job, json).isEqualTo(expected.get(json));
    });
    int repeats = acknowledged.keySet().stream().mapToInt(job -> attempts(client, job) - 1).sum();
    acknowledged.clear();
    return repeats;
  }

  /** The jobs that were acknowledged and are not done with. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged.keySet());
  }

  private List<String> jobs(int seed) {
    return List.of(
        """
        {"name":"forecast","seed":%d,"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":20,"horizon":2},
         "network":{"type":"lstm","layers":[16]},
         "training":{"epochs":%d,"batchSize":8,"earlyStopping":{"patience":0}}}
        """
            .formatted(seed, epochs),
        """
        {"name":"adding","seed":%d,"data":{"task":"adding"},"training":{"stop":{"maxSequences":%d}}}
        """
            .formatted(seed, sequences));
  }

  /** The weights and every point of every metric. */
  static String fingerprint(Client client, String job) {
    JsonNode run = client.run(job);
    JsonNode series =
        client.get("/api/v1/jobs/" + job + "/metrics?points=100000").body().path("series");
    return run.path("weightsDigest").asString() + " " + series;
  }

  /** How often the run of a job was taken up. */
  static int attempts(Client client, String job) {
    return client
        .get("/api/v1/jobs/" + job + "/runs")
        .body()
        .path("data")
        .path(0)
        .path("attempt")
        .asInt();
  }
}
