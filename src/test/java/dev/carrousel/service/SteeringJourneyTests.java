package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Jobs that are paused, resumed, retried, changed and asked for twice. */
@JourneyTest
class SteeringJourneyTests {

  private static final String EPOCHS =
      """
      {"seed":%d,"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":20,"horizon":2},
       "network":{"type":"lstm","layers":[24]},
       "training":{"epochs":300,"batchSize":8,"earlyStopping":{"patience":0}}}
      """;
  private static final String TASK =
      """
      {"seed":%d,"data":{"task":"adding"},"training":{"stop":{"maxSequences":30000}}}
      """;

  @Autowired private Client client;

  @ParameterizedTest
  @ValueSource(strings = {EPOCHS, TASK})
  void aRunThatWasPausedEndsWithTheBitsOfAnUnbrokenOne(String job) {
    String unbroken = client.submit(job.formatted(11).replace("30000", "150000"));
    client.awaitEnd(unbroken);
    String paused = client.submit(job.formatted(11).replace("30000", "150000"));
    for (int pause = 0; pause < 2; pause++) {
      client.await(paused, body -> body.path("progress").path("step").asInt() > 0);
      assertThat(client.command(paused, "pause")).isIn(200, 202);
      JsonNode aside =
          client.await(paused, body -> List.of("paused", "succeeded").contains(status(body)));
      assertThat(status(aside)).as("the job ended before it could be paused").isEqualTo("paused");
      assertThat(client.command(paused, "pause")).isEqualTo(200);
      assertThat(client.command(paused, "resume")).isIn(200, 202);
      client.await(paused, body -> status(body).equals("running") || isOver(body));
    }
    client.awaitEnd(paused);
    assertThat(client.run(paused).path("weightsDigest"))
        .isEqualTo(client.run(unbroken).path("weightsDigest"));
    assertThat(client.run(paused).path("attempt").asInt()).isEqualTo(3);
    assertThat(metrics(paused)).isEqualTo(metrics(unbroken));
  }

  @Test
  void aQueuedJobIsPausedAndCancelledAtOnce() {
    List<String> blockers = IntStream.range(0, 3).mapToObj(at -> client.submitEndless(at)).toList();
    String waiting = blockers.getLast();
    client.await(blockers.getFirst(), body -> status(body).equals("running"));
    assertThat(client.command(waiting, "pause")).isEqualTo(200);
    assertThat(client.command(waiting, "resume")).isEqualTo(202);
    assertThat(status(client.get("/api/v1/jobs/" + waiting).body())).isEqualTo("queued");
    assertThat(client.command(waiting, "cancel")).isEqualTo(200);
    blockers.forEach(job -> client.command(job, "cancel"));
    blockers.forEach(job -> assertThat(status(client.awaitEnd(job))).isEqualTo("cancelled"));
  }

  @Test
  void impossibleMovesAreConflicts() {
    String job = client.submitEndless(1);
    assertThat(client.delete("/api/v1/jobs/" + job).status()).isEqualTo(409);
    assertThat(client.command(job, "retry")).isEqualTo(409);
    client.command(job, "cancel");
    assertThat(client.command(job, "pause")).isEqualTo(409);
    assertThat(client.command(job, "resume")).isEqualTo(409);
    client.awaitEnd(job);
    assertThat(client.command(job, "cancel")).isEqualTo(200);
    assertThat(client.delete("/api/v1/jobs/" + job).status()).isEqualTo(204);
    assertThat(client.get("/api/v1/jobs/" + job).status()).isEqualTo(404);
    assertThat(client.command(job, "pause")).isEqualTo(404);
  }

  @Test
  void aRetriedJobGoesOnFromTheLastCheckpoint() {
    String job = client.submitEndless(2);
    client.await(job, _ -> client.checkpoints(job).size() > 0);
    long early = client.checkpoints(job).path(0).path("step").asLong();
    client.await(job, _ -> client.checkpoints(job).path(0).path("step").asLong() > 5 * early);
    client.command(job, "cancel");
    client.awaitEnd(job);
    long stoodAt = client.checkpoints(job).path(0).path("step").asLong();
    Client.Answer retried = client.post("/api/v1/jobs/" + job + "/retry", "");
    assertThat(retried.status()).isEqualTo(202);
    String again = retried.body().path("id").asString();
    assertThat(retried.body().path("retryOf").asString()).isEqualTo(job);
    client.await(again, body -> client.checkpoints(again).size() > 0);
    JsonNode checkpoints = client.checkpoints(again);
    client.command(again, "cancel");
    client.awaitEnd(again);
    assertThat(checkpoints)
        .allSatisfy(checkpoint ->
            assertThat(checkpoint.path("step").asLong()).isGreaterThanOrEqualTo(stoodAt));
  }

  @Test
  void aRunThatIsTooLongAtWorkFails() {
    String job = client.submit("{\"seed\":3,\"maxRuntimeSeconds\":1," + Client.ENDLESS + "}");
    JsonNode ended = client.awaitEnd(job);
    assertThat(status(ended)).isEqualTo("failed");
    assertThat(ended.path("reason").asString()).isEqualTo("max_runtime");
    assertThat(client.checkpoints(job).size()).isPositive();
  }

  @Test
  void theSameKeyMakesOneJobHoweverOftenItIsSent() throws Exception {
    List<Future<Client.Answer>> answers = new ArrayList<>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int copy = 0; copy < 20; copy++) {
        answers.add(many.submit(() -> submitWithKey("once", TASK.formatted(1))));
      }
    }
    List<String> jobs = new ArrayList<>();
    for (Future<Client.Answer> answer : answers) {
      assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(202);
      jobs.add(answer.get().body().path("id").asString());
    }
    assertThat(jobs).containsOnly(jobs.getFirst());
    Client.Answer other = submitWithKey("once", TASK.formatted(2));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("code").asString()).isEqualTo("idempotency_key_reused");
    client.command(jobs.getFirst(), "cancel");
    client.awaitEnd(jobs.getFirst());
  }

  @Test
  void nameLabelsAndPriorityMayChange() {
    String job = client.submitEndless(5);
    Client.Answer edited =
        client.patch(
            "/api/v1/jobs/" + job,
            "{\"name\":\"other\",\"priority\":7,\"labels\":{\"team\":\"50%_a\"}}");
    assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    assertThat(edited.body().path("priority").asInt()).isEqualTo(7);
    JsonNode configuration = edited.body().path("configuration");
    assertThat(configuration.path("name").asString()).isEqualTo("other");
    assertThat(configuration.path("priority").asInt()).isEqualTo(7);
    assertThat(configuration.at("/labels/team").asString()).isEqualTo("50%_a");
    assertThat(client.get("/api/v1/jobs?label=team:50%25_a").body().path("data").size()).isOne();
    assertThat(client.get("/api/v1/jobs?label=team:50").body().path("data").size()).isZero();
    assertThat(client.patch("/api/v1/jobs/" + job, "{\"priority\":5000}").status()).isEqualTo(422);
    client.command(job, "cancel");
    client.awaitEnd(job);
  }

  @Test
  void whatIfMatchNamesIsNotChangedBehindItsBack() {
    String job = client.submitEndless(5);
    String path = "/api/v1/jobs/" + job;
    client.command(job, "cancel");
    client.awaitEnd(job);
    String seen = client.get(path).etag();
    assertThat(client.patch(path, "{\"name\":\"first\"}", "If-Match", seen).status())
        .isEqualTo(200);
    Client.Answer late = client.patch(path, "{\"name\":\"second\"}", "If-Match", seen);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.body().path("code").asString()).isEqualTo("precondition_failed");
    assertThat(late.body().path("detail").asString()).contains(seen, client.get(path).etag());
    assertThat(client.delete(path, "If-Match", seen).status()).isEqualTo(412);
    assertThat(client.get(path).body().path("name").asString()).isEqualTo("first");
    assertThat(client.patch(path, "{\"name\":\"third\"}", "If-Match", "*").status()).isEqualTo(200);
    String now = "\"another\", " + client.get(path).etag();
    assertThat(client.delete(path, "If-Match", now).status()).isEqualTo(204);
  }

  @Test
  void manyLongLabelsAreKept() {
    StringBuilder labels = new StringBuilder();
    for (int label = 0; label < 50; label++) {
      labels.append(label == 0 ? "" : ",").append("\"%0100d\":\"".formatted(label));
      labels.append("\\\"".repeat(200)).append('"');
    }
    String job =
        client.submit(
            TASK.formatted(7).replace("{\"seed\"", "{\"labels\":{" + labels + "},\"seed\""));
    assertThat(client.awaitEnd(job).path("labels").size()).isEqualTo(50);
  }

  @Test
  void aRetryWithAKeyIsMadeOnce() {
    String job = client.submitEndless(8);
    client.command(job, "cancel");
    client.awaitEnd(job);
    String path = "/api/v1/jobs/" + job + "/retry";
    String first = postWithKey(path, "again", "").body().path("id").asString();
    assertThat(postWithKey(path, "again", "").body().path("id").asString()).isEqualTo(first);
    assertThat(postWithKey(path, "anew", "").body().path("id").asString()).isNotEqualTo(first);
    client.cancelAll();
  }

  @Test
  void aKeyIsFreeOnceItsJobIsDeleted() {
    String body = TASK.formatted(9).replace("30000", "10");
    String job = submitWithKey("deleted", body).body().path("id").asString();
    client.awaitEnd(job);
    assertThat(client.delete("/api/v1/jobs/" + job).status()).isEqualTo(204);
    Client.Answer again = submitWithKey("deleted", body);
    assertThat(again.status()).as(again.text()).isEqualTo(202);
    assertThat(again.body().path("id").asString()).isNotEqualTo(job);
  }

  @Test
  void oneOwnerCannotFillTheQueue() {
    HttpRequest.Builder request =
        client
            .request(
                "/api/v1/jobs",
                "application/json",
                HttpRequest.BodyPublishers.ofString(
                    TASK.formatted(1).replace("{\"seed\"", "{\"trials\":41,\"seed\"")))
            .header("X-Owner", "greedy");
    Client.Answer refused = client.send(request);
    assertThat(refused.status()).as(refused.text()).isEqualTo(429);
    assertThat(refused.retryAfter()).isNotEmpty();
  }

  @Test
  void aWarmStartBeginsWithTheWeightsOfAModel() {
    String first =
        client.submit(TASK.formatted(41).replace("{\"seed\"", "{\"model\":\"warm\",\"seed\""));
    client.awaitEnd(first);
    String frozen =
        """
        {"seed":42,"warmStart":{"model":"warm"},"data":{"task":"adding"},
         "training":{"learningRate":1e-300,"stop":{"maxSequences":1}}}
        """;
    String again = client.submit(frozen);
    JsonNode ended = client.awaitEnd(again);
    assertThat(client.run(again).path("weightsDigest"))
        .isEqualTo(client.run(first).path("weightsDigest"));
    assertThat(ended.path("configuration").path("warmStart").path("model").asString())
        .isEqualTo("warm:1");
    assertThat(client.post("/api/v1/jobs", frozen.replace("\"warm\"", "\"nobody\"")).status())
        .isEqualTo(422);
    assertThat(client.post("/api/v1/jobs", frozen.replace("adding", "latch")).status())
        .isEqualTo(422);
  }

  private Client.Answer submitWithKey(String key, String json) {
    return postWithKey("/api/v1/jobs", key, json);
  }

  private Client.Answer postWithKey(String path, String key, String json) {
    return client.send(
        client
            .request(
                path,
                "application/json",
                HttpRequest.BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.UTF_8)))
            .header("Idempotency-Key", key));
  }

  private JsonNode metrics(String job) {
    return client.get("/api/v1/jobs/" + job + "/metrics?points=100000").body().path("series");
  }

  private static String status(JsonNode job) {
    return job.path("status").asString();
  }

  private static boolean isOver(JsonNode job) {
    return job.path("finishedAt").isString();
  }
}
