package dev.carrousel.service;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every kind of problem, from the upload to answers in the user's own units and names. */
@JourneyTest
class ProblemJourneyTests {

  @Autowired private Client client;

  @Test
  void sequencesOfDifferentLengthsAreClassified() {
    upload("walks", walks(120, List.of("up", "down")));
    JsonNode test = learn("walks", "classify", "\"targets\":[\"way\"],\"series\":\"walk\"", 60);
    assertThat(scores(test, "model").path("accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(test.path("classes").size()).isEqualTo(2);
    JsonNode answer =
        predict(
            "walks",
            "{\"rows\":[{\"x\":1,\"mood\":\"calm\"},{\"x\":2,\"mood\":\"wild\"},{\"x\":3,\"mood\":null}]}");
    assertThat(answer.path("label").asString()).isEqualTo("up");
    assertThat(answer.path("probabilities").path("up").asDouble()).isGreaterThan(0.5);
    Client.Answer unseen =
        client.post(
            "/api/v1/models/walks/predict",
            "{\"sequences\":[{\"rows\":[{\"x\":1,\"mood\":\"sad\"}]}]}");
    assertThat(unseen.status()).isEqualTo(422);
    assertThat(unseen.text()).contains("#/sequences/0/rows/0/mood", "calm, wild");
  }

  @Test
  void aNumberIsToldOfEachSequence() {
    upload("sums", walks(120, List.of("3", "-3")));
    JsonNode test = learn("sums", "regress", "\"targets\":[\"way\"],\"series\":\"walk\"", 60);
    assertThat(scores(test, "model").path("explainedVariance").asDouble()).isGreaterThan(0.5);
    JsonNode answer =
        predict("sums", "{\"rows\":[{\"x\":-1,\"mood\":\"calm\"},{\"x\":-2,\"mood\":\"calm\"}]}");
    assertThat(answer.path("value").asDouble()).isNegative();
  }

  @Test
  void everyRowIsLabelledFromTheRowsBefore() {
    SplittableRandom random = new SplittableRandom(3);
    int[] x = IntStream.range(0, 601).map(_ -> random.nextInt(2)).toArray();
    upload(
        "echo",
        IntStream.range(1, 601)
            .mapToObj(row -> x[row] + "," + (x[row - 1] == 1 ? "yes" : "no"))
            .collect(Collectors.joining("\n", "x,before\n", "\n")));
    JsonNode test = learn("echo", "label", "\"targets\":[\"before\"],\"window\":16", 40);
    assertThat(test.path("beatsBaselines").asBoolean()).as(test.toString()).isTrue();
    JsonNode steps =
        predict("echo", "{\"rows\":[{\"x\":1},{\"x\":0},{\"x\":1},{\"x\":1}]}").path("steps");
    assertThat(steps.findValuesAsString("label").subList(1, 4)).containsExactly("yes", "no", "yes");
  }

  @Test
  void aTextIsContinued() {
    String text = "to be or not to be. ".repeat(100);
    assertThat(
            client
                .post(
                    "/api/v1/datasets?name=hamlet",
                    "text/plain",
                    text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .body()
                .path("rows")
                .asInt())
        .isEqualTo(2000);
    JsonNode test = learn("hamlet", "next-symbol", "\"window\":20", 30);
    assertThat(test.path("beatsBaselines").asBoolean()).as(test.toString()).isTrue();
    JsonNode answer =
        client
            .post(
                "/api/v1/models/hamlet/predict",
                "{\"sequences\":[{\"text\":\"to be or not \"}],\"sampling\":{\"length\":5,\"temperature\":0}}")
            .body()
            .path("answers")
            .path(0);
    assertThat(answer.path("text").asString()).isEqualTo("to be");
    assertThat(answer.path("next").path(0).path("symbol").asString()).isEqualTo("t");
    assertThat(
            client
                .post("/api/v1/models/hamlet/predict", "{\"sequences\":[{\"text\":\"Zoo\"}]}")
                .text())
        .contains("has never seen the symbol");
    assertThat(
            client
                .post(
                    "/api/v1/models/hamlet/predict",
                    "{\"sequences\":[{\"text\":\"%s\"}]}".formatted("Z".repeat(1000)))
                .text())
        .hasSizeLessThan(5000)
        .contains("980 more symbols");
    String many = IntStream.range(0, 11).mapToObj(_ -> "{\"text\":\"to\"}").collect(joining(","));
    assertThat(
            client
                .post(
                    "/api/v1/models/hamlet/predict",
                    "{\"sequences\":[%s],\"sampling\":{\"length\":1000}}".formatted(many))
                .text())
        .contains("#/sampling/length", "at most 10000 symbols", "11000");
  }

  @Test
  void eventsOfManySeriesAreContinuedToTheirEnd() {
    upload(
        "visits",
        IntStream.range(0, 60)
            .boxed()
            .flatMap(visit ->
                java.util.stream.Stream.of("come", "look", "buy", "leave")
                    .map(event -> visit + "," + event))
            .collect(Collectors.joining("\n", "visit,event\n", "\n")));
    learn("visits", "next-symbol", "\"targets\":[\"event\"],\"series\":\"visit\"", 40);
    JsonNode answer =
        client
            .post(
                "/api/v1/models/visits/predict",
                "{\"sequences\":[{\"events\":[]}],\"sampling\":{\"length\":9,\"temperature\":0}}")
            .body()
            .path("answers")
            .path(0);
    assertThat(answer.path("events").toString()).isEqualTo("[\"come\",\"look\",\"buy\",\"leave\"]");
  }

  @Test
  void labelledAnomaliesAreFoundAndToldWithTheirScores() {
    upload(
        "pump",
        IntStream.range(0, 1200)
            .mapToObj(row -> "%s,%d".formatted(pump(row), isSpike(row) ? 1 : 0))
            .collect(Collectors.joining("\n", "pressure,fault\n", "\n")));
    JsonNode test = learn("pump", "anomaly", "\"label\":\"fault\"", 30);
    assertThat(scores(test, "model").path("prAuc").asDouble())
        .as(test.toString())
        .isGreaterThan(0.8);
    String rows =
        IntStream.range(500, 571)
            .mapToObj(row -> "{\"pressure\":%s}".formatted(row == 570 ? 60 : pump(row)))
            .collect(Collectors.joining(",", "[", "]"));
    JsonNode answer = predict("pump", "{\"rows\":" + rows + "}");
    assertThat(answer.path("scores").size()).isEqualTo(71);
    assertThat(answer.path("anomalies").toString()).contains("70");
    assertThat(answer.path("scores").path(0).isNull()).isTrue();
  }

  @Test
  void forecastsReadWhatIsKnownOfTheFutureAndTellHowSureTheyAre() {
    upload(
        "shop",
        IntStream.range(0, 400)
            .boxed()
            .flatMap(day ->
                java.util.stream.Stream.of("north", "south")
                    .map(shop ->
                        "%s,%s,%d,%s"
                            .formatted(
                                LocalDate.of(2020, 1, 1).plusDays(day),
                                shop,
                                promotion(day),
                                sales(day, shop))))
            .collect(Collectors.joining("\n", "day,shop,promotion,sales\n", "\n")));
    JsonNode test =
        learn(
            "shop",
            "forecast",
            "\"targets\":[\"sales\"],\"series\":\"shop\",\"known\":[\"promotion\"],\"window\":14,\"horizon\":2",
            30);
    assertThat(test.path("beatsBaselines").asBoolean()).as(test.toString()).isTrue();
    assertThat(test.path("intervals").size()).isEqualTo(2);
    JsonNode forecast =
        client
            .post(
                "/api/v1/models/shop/forecast",
                "{\"series\":\"south\",\"future\":[{\"promotion\":1},{\"promotion\":0}]}")
            .body();
    JsonNode row = forecast.path("forecast").path(0);
    assertThat(row.path("time").asString()).isEqualTo("2021-02-04");
    JsonNode interval = row.path("intervals").path("sales").path(1);
    assertThat(interval.path("level").asDouble()).isEqualTo(0.95);
    assertThat(row.path("values").path("sales").asDouble())
        .isBetween(interval.path("lower").asDouble(), interval.path("upper").asDouble())
        .isCloseTo(150, within(30.0));
    assertThat(forecast.path("coverage").path("sales").size()).isEqualTo(2);
    assertThat(client.post("/api/v1/models/shop/forecast", "{\"series\":\"south\"}").text())
        .contains("#/future", "promotion");
    assertThat(client.post("/api/v1/models/shop/forecast", "{\"series\":\"east\"}").text())
        .contains("#/series", "north, south");
  }

  @Test
  void aPlanIsToldBeforeItIsCarriedOut() {
    JsonNode plan =
        client.plan(
            "{\"data\":{\"dataset\":\"sunspots-yearly\",\"problem\":\"forecast\",\"targets\":[\"sunspots\"]}}");
    assertThat(plan.path("parameterCount").asInt()).isEqualTo(4385);
    assertThat(plan.path("steps").asLong())
        .isEqualTo(
            plan.at("/configuration/training/epochs").asLong()
                * Math.ceilDiv(
                    plan.at("/sequences/training").asInt(),
                    plan.at("/configuration/training/batchSize").asInt()));
    assertThat(plan.path("secondsPerStep").asDouble()).isPositive();
    assertThat(plan.path("estimatedSeconds").asDouble()).isPositive();
    JsonNode task = client.plan("{\"data\":{\"task\":\"adding\"}}");
    assertThat(task.path("steps").asLong()).isEqualTo(100_000);
    assertThat(
            client
                .post(
                    "/api/v1/jobs/validate",
                    "{\"data\":{\"dataset\":\"nowhere\",\"problem\":\"forecast\",\"targets\":[\"x\"]}}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void symbolsThatAreForetoldTakeLittleMemory() {
    JsonNode plan =
        client.plan(
            """
            {"data":{"dataset":"moby-dick","problem":"next-symbol"},"network":{"type":"lstm","layers":[8]}}
            """);
    assertThat(plan.path("memoryBytes").asLong()).isBetween(550_000 * 16L, 550_000 * 100L);
  }

  @Test
  void aPlanThatNeedsMoreMemoryThanThereIsIsNotBegun() {
    String network = "\"network\":{\"type\":\"lstm\",\"layers\":[1024],\"bidirectional\":true}";
    Client.Answer answer =
        client.post(
            "/api/v1/jobs/validate",
            """
            {"data":{"task":"adding","parameters":{"T":100000}},%s,"training":{"batchSize":4096}}
            """
                .formatted(network));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains("#/network", "too_large");
    JsonNode plain =
        client.plan(
            "{\"data\":{\"task\":\"adding\"},\"network\":{\"type\":\"lstm\",\"layers\":[64]}}");
    assertThat(plain.path("memoryBytes").asLong()).isGreaterThan(16L * 64 * 100 * 4 * 9);
    assertThat(plain.path("secondsPerStep").asDouble()).isGreaterThan(1e-6);
  }

  @Test
  void aColumnThatRunsAheadOfTheTargetIsWarnedOf() {
    upload(
        "leak",
        IntStream.range(0, 300)
            .mapToObj(row -> "%d,%d".formatted(row * row % 97, (row + 2) * (row + 2) % 97))
            .collect(Collectors.joining("\n", "load,load_later\n", "\n")));
    JsonNode plan =
        client.plan(
            "{\"data\":{\"dataset\":\"leak\",\"problem\":\"forecast\",\"targets\":[\"load\"]}}");
    assertThat(plan.path("warnings").toString()).contains("load_later", "2 rows ahead");
  }

  @Test
  void aColumnThatNamesTheClassIsWarnedOf() {
    SplittableRandom random = new SplittableRandom(11);
    List<String> colours = List.of("red", "green", "blue");
    List<Integer> codes = List.of(2, 0, 1);
    upload(
        "colours",
        IntStream.range(0, 300)
            .map(_ -> random.nextInt(3))
            .mapToObj(
                at -> "%s,%d,%s".formatted(colours.get(at), codes.get(at), random.nextDouble()))
            .collect(Collectors.joining("\n", "cls,code,chance\n", "\n")));
    for (String problem :
        List.of("\"label\",\"targets\":[\"cls\"]", "\"regress\",\"targets\":[\"code\"]")) {
      JsonNode plan =
          client.plan("{\"data\":{\"dataset\":\"colours\",\"problem\":" + problem + "}}");
      assertThat(plan.path("warnings").size()).as(plan.toString()).isEqualTo(1);
      assertThat(plan.path("warnings").toString()).contains("exactly");
    }
  }

  @Test
  void seriesTooShortAndRowsWithoutAnIdAreWarnedOf() {
    upload(
        "groups",
        IntStream.range(0, 435)
            .mapToObj(
                row -> "%s,%d".formatted(row < 400 ? "A" : row < 405 ? "B" : "", row * row % 97))
            .collect(Collectors.joining("\n", "id,x\n", "\n")));
    JsonNode plan =
        client.plan(
            "{\"data\":{\"dataset\":\"groups\",\"problem\":\"forecast\",\"targets\":[\"x\"],\"series\":\"id\",\"window\":8}}");
    assertThat(plan.path("warnings").toString())
        .contains("30 rows have no value in column id", "1 of 3 series", ": B.");
  }

  @Test
  void aSeriesWhoseEndWasNotKeptIsAskedWithItsHistory() {
    upload(
        "many",
        IntStream.range(0, 30 * 900)
            .mapToObj(row -> "s%d,%d".formatted(row / 900, row * row % 97))
            .collect(Collectors.joining("\n", "id,x\n", "\n")));
    learn(
        "many",
        "forecast",
        "\"targets\":[\"x\"],\"series\":\"id\",\"window\":700,\"maxSequences\":8,\"split\":{\"validation\":0.01,\"test\":0.01}",
        1);
    Client.Answer answer = client.post("/api/v1/models/many/forecast", "{\"series\":\"s29\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("keeps no history of the series s29", "Give its history");
  }

  private void upload(String name, String csv) {
    Client.Answer answer = client.postCsv("/api/v1/datasets?name=" + name, csv);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private JsonNode learn(String dataset, String problem, String data, int epochs) {
    JsonNode ended =
        client.train(
            """
            {"model":"%s","data":{"dataset":"%s","problem":"%s",%s},
             "network":{"type":"lstm","layers":[16]},
             "training":{"optimizer":{"type":"adam","learningRate":0.01},"epochs":%d}}
            """
                .formatted(dataset, dataset, problem, data, epochs));
    return ended.path("result").path("test").path(0);
  }

  private JsonNode predict(String model, String sequence) {
    Client.Answer answer =
        client.post("/api/v1/models/" + model + "/predict", "{\"sequences\":[" + sequence + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("answers").path(0);
  }

  private static JsonNode scores(JsonNode test, String name) {
    return test.path("scores").values().stream()
        .filter(score -> score.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Walks of 3 to 9 steps that go one way or the other, some steps without a mood. */
  private static String walks(int count, List<String> ways) {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder csv = new StringBuilder("walk,x,mood,way\n");
    for (int walk = 0; walk < count; walk++) {
      int way = walk % 2;
      double x = 0;
      for (int step = 0; step < 3 + random.nextInt(7); step++) {
        x += (way == 0 ? 1 : -1) + random.nextDouble(-0.5, 0.5);
        String mood = step % 3 == 2 ? "" : random.nextBoolean() ? "calm" : "wild";
        csv.append("w%d,%s,%s,%s%n".formatted(walk, x, mood, ways.get(way)));
      }
    }
    return csv.toString();
  }

  private static double pump(int row) {
    return 20 + 5 * Math.sin(row / 5.0) + (isSpike(row) ? 15 : 0);
  }

  private static boolean isSpike(int row) {
    return row > 700 && row % 97 == 0;
  }

  private static int promotion(int day) {
    return new SplittableRandom(day).nextInt(3) == 0 ? 1 : 0;
  }

  private static double sales(int day, String shop) {
    return (shop.equals("north") ? 500 : 100) + 50 * promotion(day) + day * day % 5;
  }
}
