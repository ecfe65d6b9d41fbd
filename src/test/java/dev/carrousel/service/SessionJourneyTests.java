package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** State that is kept between observations, for every kind of problem. */
@JourneyTest
class SessionJourneyTests {

  private static final String CSV =
      IntStream.range(0, 240)
          .mapToObj(row ->
              "%s,%s,%s,%d,%s"
                  .formatted(
                      LocalDate.of(2021, 1, 1).plusDays(row),
                      row % 11 == 5 ? "" : row * row % 17 + row / 30.0,
                      row % 3 == 0 ? "calm" : "wild",
                      row % 5,
                      row % 7 == 0 ? "yes" : "no"))
          .collect(Collectors.joining("\n", "day,x,mood,level,way\n", "\n"));

  @Autowired private Client client;

  @Test
  void stepsOfAnOriginalNetworkAnswerWhatOnePassAnswers() {
    client.train(
        "s-original", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    List<String> vectors = List.of("[0.5,1]", "[-0.25,0]", "[0.75,-1]", "[0.125,1]");
    assertStepsEqualPass("s-original", "vectors", vectors, "outputs");
    JsonNode state = client.get(path(open("s-original", "{}"), "/state")).body().path("state");
    assertThat(state.path("s").size()).isEqualTo(4);
    assertThat(state.path("y").size()).isEqualTo(8);
  }

  @Test
  void stepsOfALayeredNetworkAnswerWhatOnePassAnswers() {
    client.train(
        "s-layered",
        "{\"task\":\"reber\"}",
        "\"network\":{\"type\":\"lstm\",\"layers\":[6,5],\"embedding\":3},\"training\":{\"algorithm\":\"bptt\",\"stop\":{\"maxSequences\":20}}");
    assertStepsEqualPass("s-layered", "symbols", List.of("0", "1", "3", "2", "6"), "outputs");
    JsonNode state = client.get(path(open("s-layered", "{}"), "/state")).body().path("state");
    assertThat(state.path("h_l0").size()).isEqualTo(6);
    assertThat(state.path("c_l1").size()).isEqualTo(5);
  }

  @Test
  void rowsAreLabelledOneByOneAsInOnePass() {
    upload("s-days");
    client.learn(
        "s-label",
        "s-days",
        "\"problem\":\"label\",\"targets\":[\"way\"],\"inputs\":[\"x\",\"mood\"]");
    assertStepsEqualPass("s-label", "rows", rows(), "steps");
  }

  @Test
  void aRowMayLackValuesAndTheOneBeforeStandsIn() {
    upload("s-days");
    client.learn(
        "s-gaps",
        "s-days",
        "\"problem\":\"label\",\"targets\":[\"way\"],\"inputs\":[\"x\",\"mood\"]");
    String first = open("s-gaps", "{}");
    String second = open("s-gaps", "{}");
    step(first, "{\"rows\":[{\"x\":3,\"mood\":\"calm\"}]}");
    step(second, "{\"rows\":[{\"x\":3,\"mood\":\"calm\"}]}");
    assertThat(answers(step(first, "{\"rows\":[{\"x\":null,\"mood\":null}]}")))
        .isEqualTo(answers(step(second, "{\"rows\":[{\"x\":3,\"mood\":\"calm\"}]}")));
  }

  @Test
  void classesAndValuesAreToldOfTheSequenceSoFar() {
    upload("s-days");
    client.learn(
        "s-class",
        "s-days",
        "\"problem\":\"classify\",\"targets\":[\"way\"],\"inputs\":[\"x\"],\"window\":8");
    client.learn(
        "s-value",
        "s-days",
        "\"problem\":\"regress\",\"targets\":[\"level\"],\"inputs\":[\"x\"],\"window\":8");
    for (String model : List.of("s-class", "s-value")) {
      String session = open(model, "{}");
      List<String> given = List.of("{\"x\":1}", "{\"x\":4}", "{\"x\":2}");
      for (int length = 1; length <= given.size(); length++) {
        JsonNode answer = step(session, body("rows", given.subList(length - 1, length)));
        assertThat(answers(answer).path(0))
            .isEqualTo(predict(model, body("rows", given.subList(0, length))));
      }
    }
  }

  @Test
  void anomaliesAreScoredRowByRowAsInOnePass() {
    upload("s-days");
    client.learn(
        "s-anomaly",
        "s-days",
        "\"problem\":\"anomaly\",\"targets\":[\"level\"],\"inputs\":[\"level\",\"mood\"]");
    List<String> rows =
        IntStream.range(0, 80)
            .mapToObj(row ->
                "{\"day\":\"%s\",\"level\":%s,\"mood\":\"calm\"}"
                    .formatted(
                        LocalDate.of(2022, 1, 1).plusDays(row), row == 33 ? "null" : row * row % 7))
            .toList();
    JsonNode pass = predict("s-anomaly", body("rows", rows));
    String session = open("s-anomaly", "{}");
    List<JsonNode> scores = new ArrayList<>();
    for (int at = 0; at < rows.size(); at += 5) {
      answers(step(session, body("rows", rows.subList(at, at + 5))))
          .forEach(answer -> scores.add(answer.path("score")));
    }
    assertThat(scores.toString()).isEqualTo(pass.path("scores").values().toString());
  }

  @Test
  void symbolsAreDrawnAndDrawnAgainAfterARewind() {
    client.post(
        "/api/v1/datasets?name=s-hamlet",
        "text/plain",
        "to be or not to be. ".repeat(60).getBytes(StandardCharsets.UTF_8));
    client.learn("s-symbol", "s-hamlet", "\"problem\":\"next-symbol\",\"window\":20");
    String session = open("s-symbol", "{\"sampling\":{\"seed\":7,\"temperature\":1.5}}");
    JsonNode told = answers(step(session, "{\"text\":\"to be or\"}"));
    assertThat(told.size()).isEqualTo(8);
    assertThat(told.path(7).path("next"))
        .isEqualTo(predict("s-symbol", "{\"text\":\"to be or\"}").path("next"));
    assertThat(told.path(0).path("drawn").path("probability").asDouble()).isPositive();
    String fork = client.post(path(session, "/fork"), "").body().path("id").asString();
    String next = answers(step(session, "{\"text\":\" not\"}")).toString();
    assertThat(client.post(path(session, "/rewind"), "{\"steps\":4}").body().path("step").asInt())
        .isEqualTo(8);
    assertThat(answers(step(session, "{\"text\":\" not\"}"))).hasToString(next);
    assertThat(answers(step(fork, "{\"text\":\" not\"}"))).hasToString(next);
  }

  @Test
  void aForecastIsMadeAnewFromEachRow() {
    upload("s-days");
    client.learn(
        "s-forecast",
        "s-days",
        "\"problem\":\"forecast\",\"targets\":[\"x\"],\"inputs\":[\"x\"],\"window\":6,\"horizon\":2");
    String trained = open("s-forecast", "{\"series\":\"\"}");
    String empty = open("s-forecast", "{}");
    assertThat(client.get(path(empty, "")).body().path("window").asInt()).isEqualTo(6);
    List<String> rows =
        IntStream.range(0, 7)
            .mapToObj(row -> "{\"day\":\"2022-03-0%d\",\"x\":%d}".formatted(row + 1, row))
            .toList();
    JsonNode waiting = answers(step(empty, body("rows", rows.subList(0, 4))));
    assertThat(waiting.path(3).path("rowsMissing").asInt()).isEqualTo(2);
    assertThat(waiting.path(3).path("forecast").size()).isZero();
    JsonNode told = answers(step(empty, body("rows", rows.subList(4, 7)))).path(2).path("forecast");
    JsonNode asked =
        client
            .post("/api/v1/models/s-forecast/forecast", "{\"history\":%s}".formatted(rows))
            .body()
            .path("forecast");
    assertThat(told).isEqualTo(asked);
    JsonNode next =
        answers(step(trained, "{\"rows\":[{\"x\":3}]}")).path(0).path("forecast").path(0);
    assertThat(next.path("time").asString()).isEqualTo("2021-08-30");
  }

  @Test
  void anExportGoesOnToTheBitAndOnlyOnTheSameWeights() {
    client.train(
        "s-export", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    String session = open("s-export", "{\"idleSeconds\":77}");
    step(session, "{\"vectors\":[[0.5,1],[0.3,0]]}");
    String export = client.get(path(session, "/export")).text();
    Client.Answer imported =
        client.post("/api/v1/models/s-export:1/sessions", "{\"export\":" + export + "}");
    assertThat(imported.status()).as(imported.text()).isEqualTo(201);
    assertThat(imported.body().path("step").asInt()).isEqualTo(2);
    assertThat(imported.body().path("idleSeconds").asInt()).isEqualTo(77);
    String other = imported.body().path("id").asString();
    assertThat(answers(step(other, "{\"vectors\":[[0.1,1]]}")))
        .isEqualTo(answers(step(session, "{\"vectors\":[[0.1,1]]}")));
    client.train(
        "s-export",
        "{\"task\":\"adding\"}",
        "\"seed\":5,\"training\":{\"stop\":{\"maxSequences\":20}}");
    assertProblem(
        client.post("/api/v1/models/s-export/sessions", "{\"export\":" + export + "}"),
        409,
        "weights_differ");
  }

  @Test
  void aStateIsReadAndReplaced() {
    client.train(
        "s-state", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    String session = open("s-state", "{}");
    step(session, "{\"vectors\":[[0.5,1],[0.3,0]]}");
    JsonNode state = client.get(path(session, "/state")).body().path("state");
    JsonNode next = answers(step(session, "{\"vectors\":[[0.1,1]]}"));
    Client.Answer replaced = client.put(path(session, "/state"), "{\"state\":" + state + "}");
    assertThat(replaced.body().path("state")).isEqualTo(state);
    assertThat(replaced.body().path("session").path("rewindable").asInt()).isZero();
    assertThat(answers(step(session, "{\"vectors\":[[0.1,1]]}"))).isEqualTo(next);
    String begun = open("s-state", "{\"state\":" + state + "}");
    assertThat(answers(step(begun, "{\"vectors\":[[0.1,1]]}"))).isEqualTo(next);
  }

  @Test
  void stepsThatComeAtTheSameTimeWaitTheirTurn() throws Exception {
    client.train(
        "s-order", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    String session = open("s-order", "{}");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> steps = new ArrayList<>();
      for (int number = 0; number < 40; number++) {
        steps.add(threads.submit(() -> step(session, "{\"vectors\":[[0.5,1]]}")));
      }
      List<Integer> numbers = new ArrayList<>();
      for (Future<JsonNode> step : steps) {
        numbers.add(step.get().path("answers").path(0).path("step").asInt());
      }
      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }
  }

  @Test
  void anUnusedSessionExpiresAndSaysSo() {
    client.train(
        "s-idle", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    String session = open("s-idle", "{\"idleSeconds\":1}");
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!client.get(path(session, "")).body().path("status").asString().equals("expired")) {
      assertThat(Instant.now()).isBefore(end);
    }
    assertProblem(
        client.post(path(session, "/steps"), "{\"vectors\":[[0.5,1]]}"), 409, "session_expired");
    assertThat(client.get("/actuator/prometheus").text())
        .contains("carrousel_sessions_expired_total", "carrousel_session_step_seconds");
    assertThat(client.delete(path(session, "")).status()).isEqualTo(204);
    assertProblem(client.get(path(session, "")), 404, "session_not_found");
  }

  @Test
  void anOwnerSeesOnlyItsOwnSessionsAndHasSoManyAtMost() {
    client.train(
        "s-owner", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    String mine =
        as("ana", "POST", "/api/v1/models/s-owner/sessions", "{}").body().path("id").asString();
    assertThat(as("ben", "GET", path(mine, ""), "").status()).isEqualTo(404);
    assertThat(as("ben", "DELETE", path(mine, ""), "").status()).isEqualTo(404);
    assertThat(as("ben", "GET", "/api/v1/sessions", "").body().path("data").size()).isZero();
    int status = 201;
    int count = 1;
    while (status == 201) {
      status = as("ana", "POST", "/api/v1/models/s-owner/sessions", "{}").status();
      count++;
    }
    assertThat(status).isEqualTo(429);
    assertThat(count).isEqualTo(61);
    JsonNode page = as("ana", "GET", "/api/v1/sessions?limit=7", "").body();
    assertThat(page.path("data").size()).isEqualTo(7);
    assertThat(page.path("hasMore").asBoolean()).isTrue();
    assertThat(page.path("data").path(0).path("id").asString()).isEqualTo(mine);
  }

  private Client.Answer as(String owner, String method, String path, String body) {
    return client.send(
        client
            .request(path, "application/json", BodyPublishers.ofString(body))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("X-Owner", owner));
  }

  /** One by one, and some at once. */
  private void assertStepsEqualPass(
      String model, String field, List<String> observations, String answer) {
    JsonNode pass = predict(model, body(field, observations)).path(answer);
    String session = open(model, "{}");
    List<JsonNode> told = new ArrayList<>();
    answers(step(session, body(field, observations.subList(0, 1)))).forEach(told::add);
    answers(step(session, body(field, observations.subList(1, 3)))).forEach(told::add);
    for (String observation : observations.subList(3, observations.size())) {
      answers(step(session, body(field, List.of(observation)))).forEach(told::add);
    }
    for (int at = 0; at < observations.size(); at++) {
      JsonNode step = told.get(at);
      assertThat(step.has("outputs") ? step.path("outputs") : step).isEqualTo(pass.path(at));
    }
    assertThat(pass.size()).isEqualTo(observations.size());
  }

  private static String body(String field, List<String> observations) {
    return "{\"%s\":[%s]}".formatted(field, String.join(",", observations));
  }

  private static List<String> rows() {
    return IntStream.range(0, 9)
        .mapToObj(row ->
            "{\"x\":%s,\"mood\":\"%s\"}".formatted(row * row % 5, row % 2 == 0 ? "calm" : "wild"))
        .toList();
  }

  private JsonNode predict(String model, String sequence) {
    Client.Answer answer =
        client.post("/api/v1/models/" + model + "/predict", "{\"sequences\":[" + sequence + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("answers").path(0);
  }

  private String open(String model, String request) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/sessions", request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.location()).isEqualTo(path(answer.body().path("id").asString(), ""));
    assertThat(answer.body().path("idleSeconds").asInt()).isPositive();
    return answer.body().path("id").asString();
  }

  private JsonNode step(String session, String observations) {
    Client.Answer answer = client.post(path(session, "/steps"), observations);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode answers(JsonNode stepped) {
    ArrayNode answers = new JsonMapper().createArrayNode();
    stepped.path("answers").forEach(answer -> answers.add(answer.path("answer")));
    return answers;
  }

  private static String path(String session, String more) {
    return "/api/v1/sessions/" + session + more;
  }

  private static void assertProblem(Client.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
  }

  private void upload(String name) {
    if (client.get("/api/v1/datasets/" + name).status() == 404) {
      Client.Answer answer = client.postCsv("/api/v1/datasets?name=" + name, CSV);
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
  }
}
