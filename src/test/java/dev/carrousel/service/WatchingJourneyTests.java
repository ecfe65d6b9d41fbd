package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Jobs that are watched, and what is forgotten of them. */
@JourneyTest
class WatchingJourneyTests {

  private static final String TASK =
      """
      {"seed":%d,"data":{"task":"adding"},"training":{"stop":{"maxSequences":30000}}}
      """;

  @Autowired private Client client;

  @Test
  void eventsAreNumberedWithoutGapsAndAStreamIsTakenUpWhereItBroke() {
    String job = client.submit(TASK.formatted(21));
    client.awaitEnd(job);
    JsonNode page = client.get("/api/v1/jobs/" + job + "/events").body().path("data");
    List<Integer> numbers =
        StreamSupport.stream(page.spliterator(), false)
            .map(event -> event.path("number").asInt())
            .toList();
    assertThat(numbers)
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList())
        .hasSizeGreaterThan(3);
    assertThat(streamedIds(job)).isEqualTo(numbers);
    assertThat(streamedIds(job, "Last-Event-ID", "2"))
        .isEqualTo(numbers.subList(2, numbers.size()));
    try (Stream<String> lines =
        client.lines("/api/v1/stream?jobs=" + job, "Last-Event-ID", job + ":1")) {
      assertThat(lines.filter(line -> line.startsWith("id:")))
          .first()
          .isEqualTo("id:" + job + ":2");
    }
  }

  @Test
  void aPollerIsToldOnlyWhatIsNew() {
    String job = client.submitEndless(4);
    String path = "/api/v1/jobs/" + job;
    client.await(job, body -> status(body).equals("running"));
    assertThat(client.command(job, "pause")).isEqualTo(202);
    client.await(job, body -> status(body).equals("paused"));
    String tag = client.get(path).etag();
    assertThat(client.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(client.get(path, "If-None-Match", tag).retryAfter()).isEqualTo("1");
    String list = client.get("/api/v1/jobs?limit=1").etag();
    assertThat(client.get("/api/v1/jobs?limit=1", "If-None-Match", list).status()).isEqualTo(304);
    client.command(job, "cancel");
    assertThat(client.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    assertThat(client.get("/api/v1/jobs?limit=1", "If-None-Match", list).status()).isEqualTo(200);
    assertThat(client.get(path, "Prefer", "wait=30").status()).isEqualTo(200);
  }

  @Test
  void aJobOfSeveralTrialsShowsWhatTheyDoTogether() {
    String job = client.submitEndless(6, 3);
    JsonNode progress =
        client
            .await(job, body -> body.at("/progress/samplesPerSecond").isNumber())
            .path("progress");
    assertThat(progress.path("phase").asString()).isEqualTo("training");
    assertThat(progress.path("step").asLong()).isPositive();
    assertThat(progress.path("stepsTotal").asLong()).isEqualTo(3_000_000_000L);
    assertThat(progress.path("samplesPerSecond").asDouble()).isPositive();
    client.command(job, "cancel");
    assertThat(client.awaitEnd(job).at("/progress/phase").asString()).isEqualTo("done");
  }

  @Test
  void aThinnedSeriesKeepsItsExtremes() {
    String job =
        client.submit(
            """
            {"seed":31,"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":20,"horizon":2},
             "network":{"type":"lstm","layers":[24]},
             "training":{"epochs":60,"batchSize":1,"earlyStopping":{"patience":0}}}
            """);
    client.awaitEnd(job);
    List<Double> all = values(series(job, 100_000));
    List<Double> thinned = values(series(job, 50));
    assertThat(all).hasSizeGreaterThan(10_000);
    assertThat(thinned).hasSizeLessThanOrEqualTo(50);
    assertThat(thinned.stream().max(Double::compare)).isEqualTo(all.stream().max(Double::compare));
    assertThat(thinned.stream().min(Double::compare)).isEqualTo(all.stream().min(Double::compare));
    Client.Answer csv =
        client.get("/api/v1/jobs/" + job + "/metrics?names=loss&from=5&to=7", "Accept", "text/csv");
    assertThat(csv.text()).matches("metric,step,value\n(loss,5,.*\n)(loss,6,.*\n)(loss,7,.*\n)");
  }

  @Test
  void aBackupIsMadeAndRetentionTellsWhatItWouldForget() {
    Client.Answer backup = client.post("/api/v1/backups", "");
    assertThat(backup.status()).as(backup.text()).isEqualTo(201);
    assertThat(backup.body().path("bytes").asLong()).isPositive();
    String job = client.submit(TASK.formatted(51));
    client.awaitEnd(job);
    Client.Answer dry = client.post("/api/v1/retention?days=0&dryRun=true", "");
    assertThat(dry.body().path("events").asLong()).as(dry.text()).isPositive();
    String events = "/api/v1/jobs/" + job + "/events";
    assertThat(client.get(events).body().path("data").size()).isPositive();
    assertThat(client.get(events + "?limit=1").body().path("hasMore").asBoolean()).isTrue();
    client.post("/api/v1/retention?days=0", "");
    assertThat(client.get(events).body().path("data").size()).isZero();
    assertThat(client.get(events).body().path("hasMore").asBoolean()).isFalse();
    assertThat(client.post("/api/v1/retention?days=-1", "").status()).isEqualTo(422);
  }

  @Test
  void retentionLeavesTheBestCheckpoints() {
    String job = client.submitEndless(10);
    client.await(job, body -> client.checkpoints(job).size() == 2);
    client.command(job, "cancel");
    client.awaitEnd(job);
    assertThat(client.checkpoints(job).size()).isEqualTo(2);
    client.post("/api/v1/retention?days=0&checkpoints=0&dryRun=true", "");
    assertThat(client.checkpoints(job).size()).isEqualTo(2);
    client.post("/api/v1/retention?days=0", "");
    assertThat(client.checkpoints(job).size()).isOne();
    Client.Answer rest = client.post("/api/v1/retention?days=0&checkpoints=0", "");
    assertThat(rest.body().path("checkpoints").asInt()).as(rest.text()).isPositive();
    assertThat(client.checkpoints(job).size()).isZero();
  }

  private List<Integer> streamedIds(String job, String... headers) {
    try (Stream<String> lines = client.lines("/api/v1/jobs/" + job + "/events", headers)) {
      return lines
          .filter(line -> line.startsWith("id:"))
          .map(line -> Integer.valueOf(line.substring(3)))
          .toList();
    }
  }

  private JsonNode series(String job, int points) {
    return client
        .get("/api/v1/jobs/%s/metrics?names=loss&points=%d".formatted(job, points))
        .body()
        .path("series")
        .path("loss");
  }

  private static List<Double> values(JsonNode series) {
    return StreamSupport.stream(series.spliterator(), false)
        .map(point -> point.path("value").asDouble())
        .toList();
  }

  private static String status(JsonNode job) {
    return job.path("status").asString();
  }
}
