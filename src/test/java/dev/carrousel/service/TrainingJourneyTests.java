package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@JourneyTest
class TrainingJourneyTests {

  @Autowired private Client client;

  @Test
  void anOwnSeriesIsUploadedLearnedAndForecast() {
    client.postCsv("/api/v1/datasets?name=own-weekly", chaos(400));
    JsonNode ended = client.train(forecastJob("own-weekly", "own", 30, 1));
    assertThat(ended.path("progress").path("percent").asDouble()).isEqualTo(100);
    JsonNode test = ended.path("result").path("test").path(0);
    assertThat(test.path("beatsBaselines").asBoolean()).as(test.toString()).isTrue();

    JsonNode forecast =
        client.post("/api/v1/models/own/forecast", "{\"horizon\":2}").body().path("forecast");
    assertThat(forecast.size()).isEqualTo(2);
    assertThat(forecast.path(0).path("time").asString()).isEqualTo("2021-02-04");
    assertThat(forecast.path(0).path("values").path("load").asDouble())
        .isCloseTo(load(400), within(1.5));
  }

  @Test
  void aGivenHistoryIsForecastInsteadOfTheTrainingData() {
    client.postCsv("/api/v1/datasets?name=own-history", chaos(400));
    client.awaitEnd(client.submit(forecastJob("own-history", "history", 30, 1)));
    String history =
        IntStream.range(100, 114)
            .mapToObj(day ->
                "{\"day\":\"%s\",\"load\":%s}"
                    .formatted(LocalDate.of(2020, 1, 1).plusDays(day), load(day)))
            .collect(Collectors.joining(",", "[", "]"));
    JsonNode row =
        client
            .post(
                "/api/v1/models/history:1/forecast", "{\"horizon\":1,\"history\":" + history + "}")
            .body()
            .path("forecast")
            .path(0);
    assertThat(row.path("values").path("load").asDouble()).isCloseTo(load(114), within(1.5));
    assertThat(row.path("time").asString()).isEqualTo("2020-04-24");
    Client.Answer withoutTimes =
        client.post(
            "/api/v1/models/history/forecast",
            "{\"history\":" + history.replaceAll("\"day\":[^,]*,", "") + "}");
    assertThat(withoutTimes.status()).isEqualTo(422);
    assertThat(withoutTimes.text()).contains("missing_time", "in column day");
  }

  @Test
  void everyOptionOfNetworkAndOptimizerIsTrainedStoredAndForecastWith() {
    client.postCsv("/api/v1/datasets?name=own-options", chaos(200));
    String network =
        """
        {"type":"lstm","layers":[6,5],"forgetGate":"coupled","peepholes":true,"bidirectional":true,"dropout":0.1,
         "initialiser":"orthogonal"}
        """;
    String training =
        """
        {"epochs":2,"optimizer":{"type":"adamw"},"schedule":{"type":"plateau","warmUpSteps":3}}
        """;
    JsonNode ended = client.train(job("own-options", network, training));
    JsonNode shown = ended.path("configuration").path("network");
    assertThat(shown.path("forgetGate").asString()).isEqualTo("coupled");
    assertThat(forecastOf("own-options")).isFinite();
    for (String other : List.of("sgd", "rmsprop")) {
      String cosine =
          "{\"epochs\":2,\"truncation\":9,\"optimizer\":{\"type\":\""
              + other
              + "\"},\"schedule\":{\"type\":\"cosine\"}}";
      String plain = "{\"type\":\"lstm\",\"layers\":[4],\"forgetGate\":\"none\"}";
      client.train(job("own-options", plain, cosine));
      assertThat(forecastOf("own-options")).isFinite();
    }
  }

  private double forecastOf(String model) {
    JsonNode row =
        client
            .post("/api/v1/models/%s/forecast".formatted(model), "{\"horizon\":1}")
            .body()
            .path("forecast")
            .path(0);
    return row.path("values").path("load").asDouble(Double.NaN);
  }

  private static String job(String dataset, String network, String training) {
    return """
    {"model":"%s","data":{"dataset":"%s","problem":"forecast","targets":["load"],"window":14,"horizon":2},
     "network":%s,"training":%s}
    """
        .formatted(dataset, dataset, network, training);
  }

  @Test
  void sameSeedGivesTheSameWeightsAndEachTrialItsOwn() {
    client.postCsv("/api/v1/datasets?name=own-seeds", chaos(200));
    String twoTrials = client.submit(forecastJob("own-seeds", "seeds", 2, 2));
    String again = client.submit(forecastJob("own-seeds", "seeds-again", 2, 1));
    client.awaitEnd(twoTrials);
    client.awaitEnd(again);
    JsonNode runs = client.get("/api/v1/jobs/" + twoTrials + "/runs").body().path("data");
    JsonNode repeated = client.run(again);
    assertThat(runs.path(0).path("weightsDigest").asString())
        .hasSize(64)
        .isEqualTo(repeated.path("weightsDigest").asString());
    assertThat(runs.path(1).path("weightsDigest").asString())
        .hasSize(64)
        .isNotEqualTo(repeated.path("weightsDigest").asString());
    assertThat(client.get("/api/v1/models/seeds/versions").body().path("data").size()).isEqualTo(1);
  }

  @Test
  void metricsShowEveryWeightChangeAndEveryEpoch() {
    client.postCsv("/api/v1/datasets?name=own-metrics", chaos(200));
    String job = client.submit(forecastJob("own-metrics", "metrics", 3, 1));
    JsonNode ended = client.awaitEnd(job);
    JsonNode series = client.get("/api/v1/jobs/" + job + "/metrics").body().path("series");
    assertThat(series.path("trainingLoss").size()).isEqualTo(3);
    assertThat(series.path("validationLoss").size()).isEqualTo(3);
    assertThat(series.path("loss").size())
        .isEqualTo(ended.path("progress").path("stepsTotal").asInt());
    JsonNode thinned =
        client
            .get("/api/v1/jobs/" + job + "/metrics?names=loss&points=4")
            .body()
            .path("series")
            .path("loss");
    assertThat(thinned.size()).isEqualTo(4);
  }

  @Test
  void aCancelledJobEndsAndKeepsItsMetrics() {
    client.postCsv("/api/v1/datasets?name=own-cancel", chaos(400));
    String job = client.submit(forecastJob("own-cancel", "cancelled", 100_000, 1));
    client.await(job, body -> body.path("progress").path("step").asInt() > 0);
    assertThat(client.post("/api/v1/jobs/" + job + "/cancel", "").status()).isIn(200, 202);
    JsonNode ended = client.awaitEnd(job);
    assertThat(ended.path("status").asString()).isEqualTo("cancelled");
    assertThat(ended.path("reason").asString()).isEqualTo("user");
    assertThat(
            client
                .get("/api/v1/jobs/" + job + "/metrics")
                .body()
                .path("series")
                .path("loss")
                .size())
        .isPositive();
    assertThat(client.get("/api/v1/models/cancelled").status()).isEqualTo(404);
    assertThat(client.post("/api/v1/jobs/" + job + "/cancel", "").status()).isEqualTo(200);
  }

  @Test
  void aJobThatDivergesFailsWithItsReason() {
    client.postCsv("/api/v1/datasets?name=own-diverge", chaos(200));
    String job =
        client.submit(
            """
            {"data":{"dataset":"own-diverge","problem":"forecast","targets":["load"],"window":14},
             "training":{"optimizer":{"type":"sgd","learningRate":1000,"momentum":0.99},"clipNorm":1e9,"epochs":200,"earlyStopping":{"patience":0}}}
            """);
    JsonNode ended = client.awaitEnd(job);
    assertThat(ended.path("status").asString()).isEqualTo("failed");
    assertThat(ended.path("reason").asString()).isEqualTo("diverged");
    assertThat(ended.path("detail").asString()).contains("learning rate");
    assertThat(
            client
                .get("/api/v1/jobs/" + job + "/metrics")
                .body()
                .path("series")
                .path("loss")
                .size())
        .isPositive();
  }

  @Test
  void modelsOfEqualWeightsKeepTheirOwnColumns() {
    for (String name : List.of("twin", "other")) {
      client.postCsv("/api/v1/datasets?name=own-" + name, chaos(120).replace("load", name));
      client.awaitEnd(client.submit(forecastJob("own-" + name, name, 1, 1).replace("load", name)));
    }
    JsonNode twin = client.get("/api/v1/models/twin").body();
    JsonNode other = client.get("/api/v1/models/other").body();
    assertThat(twin.path("weightsDigest")).isEqualTo(other.path("weightsDigest"));
    assertThat(twin.at("/problem/frame/encoding/columns/0/name").asString()).isEqualTo("twin");
    assertThat(other.at("/problem/frame/encoding/columns/0/name").asString()).isEqualTo("other");
  }

  @Test
  void forecastTimesKeepTheOffsetOfTheData() {
    String csv =
        IntStream.range(0, 120)
            .mapToObj(hour ->
                "2021-01-%02dT%02d:00:00+02:00,%s".formatted(1 + hour / 24, hour % 24, load(hour)))
            .collect(Collectors.joining("\n", "at,load\n", "\n"));
    client.postCsv("/api/v1/datasets?name=own-offset", csv);
    client.awaitEnd(client.submit(forecastJob("own-offset", "offset", 1, 1)));
    JsonNode row =
        client.post("/api/v1/models/offset/forecast", "{}").body().path("forecast").path(0);
    assertThat(row.path("time").asString()).isEqualTo("2021-01-06T00:00:00+02:00");
  }

  @Test
  void aWideTableIsTaken() {
    String header =
        IntStream.range(0, 20)
            .mapToObj(column -> "sensor" + "_".repeat(80) + column)
            .collect(Collectors.joining(","));
    assertThat(
            client
                .postCsv("/api/v1/datasets?name=own-wide", header + "\n" + "1,".repeat(19) + "1\n")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aTargetWithoutValuesToLearnFromIsRefused() {
    String csv =
        IntStream.range(0, 120)
            .mapToObj(row -> row + "," + (row < 100 ? "" : row) + "," + load(row))
            .collect(Collectors.joining("\n", "n,load,x\n", "\n"));
    client.postCsv("/api/v1/datasets?name=own-late", csv);
    Client.Answer answer = client.post("/api/v1/jobs", forecastJob("own-late", "late", 1, 1));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("column load must have a value in the training part");
  }

  @Test
  void anAnswerThatIsNoNumberIsRefused() {
    String tiny =
        IntStream.range(0, 120)
            .mapToObj(row -> Double.toString(load(row) / 1e6))
            .collect(Collectors.joining("\n", "load\n", "\n"));
    client.postCsv("/api/v1/datasets?name=own-finite", tiny);
    client.awaitEnd(
        client.submit(
            forecastJob("own-finite", "finite", 1, 1)
                .replace("\"horizon\":2", "\"horizon\":2,\"centering\":\"window-mean\"")));
    String history =
        IntStream.range(0, 14)
            .mapToObj(row -> "{\"load\":1e308}")
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(
            client
                .post("/api/v1/models/finite/forecast", "{\"history\":" + history + "}")
                .body()
                .path("code")
                .asString())
        .isEqualTo("answer_not_finite");
  }

  @Test
  void theBundledSeriesAreThere() {
    JsonNode names = client.get("/api/v1/datasets?limit=200").body().path("data");
    assertThat(names.findValuesAsString("name"))
        .contains(
            "co2-weekly",
            "sunspots-yearly",
            "seattle-weather",
            "seattle-temps",
            "us-births",
            "sensor-anomalies",
            "moby-dick");
  }

  @Test
  void datasetsOfUnfinishedJobsStay() {
    client.postCsv("/api/v1/datasets?name=own-kept", chaos(200));
    String job = client.submit(forecastJob("own-kept", "kept", 100_000, 1));
    assertThat(client.delete("/api/v1/datasets/own-kept").status()).isEqualTo(409);
    client.post("/api/v1/jobs/" + job + "/cancel", "");
    client.awaitEnd(job);
    assertThat(client.delete("/api/v1/datasets/own-kept").status()).isEqualTo(204);
    assertThat(client.get("/api/v1/datasets/own-kept").status()).isEqualTo(404);
  }

  @Test
  void pagesOfJobsDoNotOverlap() {
    client.postCsv("/api/v1/datasets?name=own-pages", chaos(200));
    for (int count = 0; count < 3; count++) {
      client.awaitEnd(client.submit(forecastJob("own-pages", "pages", 1, 1)));
    }
    JsonNode first = client.get("/api/v1/jobs?limit=2&status=succeeded").body();
    JsonNode second =
        client
            .get(
                "/api/v1/jobs?limit=2&status=succeeded&after="
                    + first.path("nextCursor").asString())
            .body();
    assertThat(first.path("data").size()).isEqualTo(2);
    assertThat(first.path("hasMore").asBoolean()).isTrue();
    assertThat(second.path("data").findValuesAsString("createdAt"))
        .doesNotContainAnyElementsOf(first.path("data").findValuesAsString("createdAt"));
  }

  private static String forecastJob(String dataset, String model, int epochs, int trials) {
    return """
    {"name":"journey","model":"%s","trials":%d,
     "data":{"dataset":"%s","problem":"forecast","targets":["load"],"window":14,"horizon":2},
     "network":{"type":"lstm","layers":[8]},
     "training":{"optimizer":{"type":"adam","learningRate":0.01},"epochs":%d,"batchSize":16}}
    """
        .formatted(model, trials, dataset, epochs);
  }

  private static String chaos(int days) {
    return IntStream.range(0, days)
        .mapToObj(day -> "%s,%s".formatted(LocalDate.of(2020, 1, 1).plusDays(day), load(day)))
        .collect(Collectors.joining("\n", "day,load\n", "\n"));
  }

  /** The logistic map in chaos: the next value follows from this one, but no season does. */
  private static double load(int day) {
    double x = 0.4;
    for (int step = 0; step < day; step++) {
      x = 3.8 * x * (1 - x);
    }
    return 100 + 10 * x;
  }
}
