package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@JourneyTest
class PapersJourneyTests {

  private static final String REBER = "/api/v1/papers/nc-1997/experiments/1-3x2-0.5-offset";
  private static final List<Integer> EMBEDDED_STRING = List.of(0, 1, 0, 1, 4, 4, 5, 5, 6, 1);

  @LocalServerPort private int port;

  @Autowired private Client client;

  @Test
  void everyTaskTellsItsParametersAndIsLearnedWithDefaults() {
    JsonNode tasks = client.get("/api/v1/tasks").body().path("data");
    assertThat(tasks.findValuesAsString("name"))
        .contains(
            "reber",
            "embedded-reber",
            "noise-free",
            "no-regularities",
            "long-lag",
            "two-sequence",
            "adding",
            "multiplication",
            "temporal-order",
            "latch",
            "parity",
            "tomita");
    for (JsonNode task : tasks) {
      JsonNode ended =
          client.train(
              "{\"data\":{\"task\":\"%s\"},\"training\":{\"stop\":{\"maxSequences\":20}}}"
                  .formatted(task.path("name").asString()));
      assertThat(ended.path("result").path("sequences").asLong()).isEqualTo(20);
      assertThat(ended.path("result").path("criterionReached").asBoolean()).isFalse();
    }
  }

  @Test
  void anExperimentIsRepeatedReportedAndItsNetworkAnswers() {
    String job = client.submit(REBER + "/jobs", "{\"trials\":2,\"seed\":7,\"model\":\"reber\"}");
    assertThat(
            client
                .get(REBER + "/report?job=" + job)
                .body()
                .path("verdict")
                .path("agreement")
                .asString())
        .isEqualTo("open");
    client.awaitEnd(job);

    JsonNode report = client.get(REBER + "/report?job=" + job).body();
    assertThat(report.path("published").path("meanSequences").asLong()).isEqualTo(8440);
    assertThat(report.path("measured").path("successful").asInt())
        .as(report.toString())
        .isEqualTo(2);
    assertThat(report.path("measured").path("sequences").path("mean").asDouble())
        .isBetween(1000.0, 60_000.0);
    assertThat(report.path("measured").path("successInterval").path("from").asDouble())
        .isCloseTo(34.2, within(0.1));
    assertThat(text(REBER + "/report?job=" + job, "text/markdown"))
        .contains("| sequences, mean | 8,440 |", "Seeds: 7 to 8.");
    assertThat(text(REBER + "/report?job=" + job, "text/csv").lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("nc-1997,1-3x2-0.5-offset,2,8,"))
        .filteredOn(line -> line.contains(",100.0,34.2"))
        .hasSize(2);
    assertThat(text(REBER + "/report", "application/json, text/markdown;q=0.1")).startsWith("{");

    JsonNode outputs =
        client
            .post(
                "/api/v1/models/reber/predict",
                "{\"sequences\":[{\"symbols\":%s}]}".formatted(EMBEDDED_STRING))
            .body()
            .path("answers")
            .path(0)
            .path("outputs");
    assertThat(outputs.size()).isEqualTo(EMBEDDED_STRING.size());
    JsonNode beforeLast = outputs.path(EMBEDDED_STRING.size() - 2);
    assertThat(beforeLast.path(1).asDouble())
        .as("T, seen nine steps before, is due")
        .isGreaterThan(beforeLast.path(2).asDouble());

    JsonNode steps =
        client
            .post("/api/v1/models/reber/traces", "{\"symbols\":%s}".formatted(EMBEDDED_STRING))
            .body()
            .path("steps");
    assertThat(steps.size()).isEqualTo(EMBEDDED_STRING.size());
    assertThat(steps.path(0).path("activations").path("in0").asDouble()).isBetween(0.0, 1.0);
    assertThat(steps.path(9).path("states").propertyNames())
        .containsExactlyInAnyOrder("c0.0", "c0.1", "c1.0", "c1.1", "c2.0", "c2.1");
    assertThat(steps.path(8).path("activations").path("o1").asDouble())
        .isEqualTo(beforeLast.path(1).asDouble());
  }

  @Test
  void aRowSaysInWhatItsTrialsDiffer() {
    JsonNode row = client.get(REBER).body();
    assertThat(row.at("/job/data/parameters/stringSet").asInt()).isEqualTo(1);
    assertThat(row.at("/notes/0").asString())
        .isEqualTo(
            "Whatever stringSet the job's configuration names, it is 1 for trials 1 to 10,"
                + " 2 for trials 11 to 20, 3 for trials 21 to 30.");
    assertThat(client.get("/api/v1/papers/nc-1997/experiments/6a").body().path("notes").size())
        .isZero();
  }

  @Test
  void sameSeedGivesTheSameWeightsWhateverRunsBeside() {
    String together = client.submit(REBER + "/jobs", "{\"trials\":3,\"seed\":21}");
    client.awaitEnd(together);
    String alone = client.submit(REBER + "/jobs", "{\"trials\":1,\"seed\":21}");
    client.awaitEnd(alone);
    assertThat(digest(alone)).hasSize(64).isEqualTo(digest(together));
  }

  @Test
  void aLayeredNetworkLearnsATaskToo() {
    String job =
        client.submit(
            """
            {"model":"layered-latch","data":{"task":"two-sequence","parameters":{"T":20,"N":3}},"network":{"type":"lstm","layers":[8]},
             "training":{"optimizer":{"type":"adam","learningRate":0.01},"stop":{"maxSequences":20000}}}
            """);
    JsonNode ended = client.awaitEnd(job);
    assertThat(ended.path("result").path("criterionReached").asBoolean())
        .as(ended.path("result").toString())
        .isTrue();
  }

  @Test
  void symbolsOfATaskCanBeEmbedded() {
    client.train(
        """
        {"model":"embedded","data":{"task":"embedded-reber"},"network":{"type":"lstm","layers":[8],"embedding":3,"bidirectional":false},
         "training":{"stop":{"maxSequences":200}}}
        """);
    JsonNode answer =
        client
            .post("/api/v1/models/embedded/predict", "{\"sequences\":[{\"symbols\":[0,2,6]}]}")
            .body();
    assertThat(answer.toString()).contains("outputs");
  }

  @Test
  void aCancelledExperimentEndsAtOnce() {
    String job =
        client.submit(
            "{\"data\":{\"task\":\"adding\",\"parameters\":{\"T\":1000}},\"trials\":5,\"training\":{\"stop\":{\"maxSequences\":1000000}}}");
    client.await(job, body -> body.path("status").asString().equals("running"));
    client.post("/api/v1/jobs/" + job + "/cancel", "");
    JsonNode ended = client.awaitEnd(job);
    assertThat(ended.path("status").asString()).isEqualTo("cancelled");
    assertThat(ended.path("runs").path("cancelled").asInt()).isEqualTo(5);
  }

  @Test
  void cancelledTrialsSayNothingAboutAnExperiment() {
    String row = "/api/v1/papers/nc-1997/experiments/4-1000";
    String job = client.post(row + "/jobs", "{\"trials\":3}").body().path("id").asString();
    client.await(job, body -> body.path("status").asString().equals("running"));
    client.post("/api/v1/jobs/" + job + "/cancel", "");
    client.awaitEnd(job);
    JsonNode report = client.get(row + "/report?job=" + job).body();
    assertThat(report.at("/measured/trials").asInt()).isEqualTo(3);
    assertThat(report.at("/measured/finished").asInt()).isZero();
    assertThat(report.at("/measured/successRate").isNull()).isTrue();
    assertThat(report.at("/verdict/agreement").asString()).isEqualTo("open");
  }

  @Test
  void aNetworkThatDivergesFailsAndKeepsItsMetrics() {
    String job =
        client.submit(
            """
            {"data":{"task":"adding"},"network":{"type":"lstm","layers":[8]},
             "training":{"optimizer":{"type":"sgd","learningRate":1000,"momentum":0.99},"clipNorm":1e9,"batchSize":1}}
            """);
    JsonNode ended = client.awaitEnd(job);
    assertThat(ended.path("status").asString()).isEqualTo("failed");
    assertThat(ended.path("reason").asString()).isEqualTo("diverged");
    assertThat(
            client
                .get("/api/v1/jobs/" + job + "/metrics")
                .body()
                .path("series")
                .path("trainingError")
                .size())
        .isPositive();
  }

  private String digest(String job) {
    return client
        .get("/api/v1/jobs/" + job + "/runs")
        .body()
        .path("data")
        .path(0)
        .path("weightsDigest")
        .asString();
  }

  private String text(String path, String accept) {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .header("Accept", accept))
        .text();
  }
}
