package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Conformance to the Open Inference Protocol v2: every endpoint. */
@JourneyTest
class InferenceJourneyTests {

  private static final String CSV =
      IntStream.range(0, 240)
          .mapToObj(row ->
              "%s,%s,%s"
                  .formatted(
                      row * row % 17, row % 3 == 0 ? "calm" : "wild", row % 7 == 0 ? "yes" : "no"))
          .collect(Collectors.joining("\n", "x,mood,way\n", "\n"));

  private static final String ROWS =
      "{\"name\":\"x\",\"shape\":[1,3,2],\"datatype\":\"FP32\",\"data\":[[[1,0],[4,1],[2.5,1]]]}";
  private static final String VECTORS =
      "{\"name\":\"x\",\"shape\":[1,2,2],\"datatype\":\"FP64\",\"data\":[0.5,1,0.25,-1]}";

  @Autowired private Client client;

  @Test
  void theServerTellsWhatItIsAndThatItLives() {
    JsonNode server = client.get("/v2").body();
    assertThat(server.path("name").asString()).isEqualTo("carrousel");
    assertThat(server.path("version").asString()).isNotBlank();
    assertThat(server.path("extensions").toString())
        .contains(
            "\"sequence\"", "\"sequence(string_id)\"", "\"statistics\"", "\"classification\"");
    assertThat(client.get("/v2/health/live").body().path("live").asBoolean()).isTrue();
    JsonNode ready = client.get("/v2/health/ready").body();
    assertThat(ready.path("ready").asBoolean()).isTrue();
    assertThat(ready.path("live").asBoolean()).isTrue();
  }

  @Test
  void aModelTellsItsVersionsAndTensors() {
    labeller();
    JsonNode model = client.get("/v2/models/i-label").body();
    assertThat(model.path("name").asString()).isEqualTo("i-label");
    assertThat(model.path("versions").path(0).asString()).isEqualTo("1");
    assertThat(model.path("platform").asString()).isEqualTo("lstm_native");
    JsonNode x = model.path("inputs").path(0);
    assertThat(x.toString())
        .isEqualTo("{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1,-1,2]}");
    assertThat(model.path("outputs").path(0).toString())
        .isEqualTo("{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[-1,-1,2]}");
    assertThat(model.path("properties").path("x.columns").asString()).isEqualTo("x,mood");
    assertThat(model.path("properties").path("x.categories.mood").asString())
        .isEqualTo("calm,wild");
    assertThat(client.get("/v2/models/i-label/ready").body().toString())
        .isEqualTo("{\"name\":\"i-label\",\"ready\":true}");
    assertThat(client.get("/v2/models/i-label/versions/1").status()).isEqualTo(200);
    assertThat(client.get("/v2/models/i-label/versions/1/ready").status()).isEqualTo(200);
    assertThat(client.post("/v2/repository/index", "{\"ready\":true}").text())
        .contains("{\"name\":\"i-label\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"}");
  }

  @Test
  void rowsAreAnsweredAsPredictAnswersThem() {
    labeller();
    JsonNode answer = infer("i-label", "{\"id\":\"q7\",\"inputs\":[%s]}".formatted(ROWS));
    assertThat(answer.path("model_name").asString()).isEqualTo("i-label");
    assertThat(answer.path("model_version").asString()).isEqualTo("1");
    assertThat(answer.path("id").asString()).isEqualTo("q7");
    JsonNode y = answer.path("outputs").path(0);
    assertThat(y.path("shape").toString()).isEqualTo("[1,3,2]");
    JsonNode steps =
        client
            .post(
                "/api/v1/models/i-label/predict",
                "{\"sequences\":[{\"rows\":[{\"x\":1,\"mood\":\"calm\"},{\"x\":4,\"mood\":\"wild\"},{\"x\":2.5,\"mood\":\"wild\"}]}]}")
            .body()
            .path("answers")
            .path(0)
            .path("steps");
    List<String> labels = List.of(labels("i-label").split(","));
    for (int step = 0; step < 3; step++) {
      for (int index = 0; index < 2; index++) {
        assertThat(y.path("data").path(2 * step + index).asDouble())
            .isCloseTo(
                steps.path(step).path("probabilities").path(labels.get(index)).asDouble(),
                within(1e-7));
      }
    }
    JsonNode classes =
        infer(
                "i-label",
                "{\"inputs\":[%s],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"classification\":1}}]}"
                    .formatted(ROWS))
            .path("outputs")
            .path(0);
    assertThat(classes.path("datatype").asString()).isEqualTo("BYTES");
    assertThat(classes.path("shape").toString()).isEqualTo("[1,3,1]");
    assertThat(classes.path("data").path(0).asString())
        .endsWith(":" + steps.path(0).path("label").asString());
  }

  @Test
  void stateIsAnsweredOnRequestAndGoesBackIn() {
    labeller();
    String all =
        "\"outputs\":[{\"name\":\"y\"},{\"name\":\"h_n\"},{\"name\":\"c_n\"},{\"name\":\"gates\"}]";
    JsonNode whole = infer("i-label", "{\"inputs\":[%s],%s}".formatted(ROWS, all));
    assertThat(output(whole, "gates").path("shape").toString()).isEqualTo("[1,3,1,4,5]");
    JsonNode first =
        infer(
            "i-label",
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2,2],\"datatype\":\"FP32\",\"data\":[1,0,4,1]}],%s}"
                .formatted(all));
    String state = "{\"name\":\"%s0\",\"shape\":[1,1,5],\"datatype\":\"FP32\",\"data\":%s}";
    JsonNode second =
        infer(
            "i-label",
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,1,2],\"datatype\":\"FP64\",\"data\":[2.5,1]},%s,%s],%s}"
                .formatted(
                    state.formatted("h", output(first, "h_n").path("data")),
                    state.formatted("c", output(first, "c_n").path("data")),
                    all));
    for (String name : List.of("h_n", "c_n")) {
      assertThat(output(second, name).path("data")).isEqualTo(output(whole, name).path("data"));
    }
    assertThat(output(second, "y").path("data").toString())
        .isEqualTo(
            "[%s,%s]"
                .formatted(
                    output(whole, "y").path("data").path(4),
                    output(whole, "y").path("data").path(5)));
  }

  @Test
  void sequencesOfDifferentLengthsDoNotTouchEachOther() {
    labeller();
    JsonNode both =
        infer(
            "i-label",
            """
            {"inputs":[{"name":"x","shape":[2,3,2],"datatype":"FP32","data":[[[1,0],[4,1],[2.5,1]],[[3,1],[9,9],[9,9]]]},
                       {"name":"lengths","shape":[2],"datatype":"INT32","data":[3,1]}]}
            """);
    JsonNode one = infer("i-label", "{\"inputs\":[%s]}".formatted(ROWS));
    JsonNode data = output(both, "y").path("data");
    for (int at = 0; at < 6; at++) {
      assertThat(data.path(at)).isEqualTo(output(one, "y").path("data").path(at));
    }
    assertThat(data.path(8).asDouble()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOL|[true,false,true,true]",
        "UINT8|[255,0,1,1]",
        "UINT16|[65535,0,1,1]",
        "UINT32|[4294967295,0,1,1]",
        "UINT64|[9007199254740993,0,1,1]",
        "INT8|[-128,127,1,1]",
        "INT16|[-32768,0,1,1]",
        "INT32|[-2147483648,0,1,1]",
        "INT64|[-9007199254740993,0,1,1]",
        "FP32|[0.5,1e-3,1,1]",
        "FP64|[[[0.5,1e-3],[1,1]]]"
      })
  void everyNumericTypeIsRead(String type, String data) {
    task();
    JsonNode answer =
        infer(
            "i-task",
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2,2],\"datatype\":\"%s\",\"data\":%s}]}"
                .formatted(type, data));
    assertThat(output(answer, "y").path("shape").toString()).isEqualTo("[1,2,1]");
    assertThat(output(answer, "y").path("datatype").asString()).isEqualTo("FP64");
  }

  @Test
  void textsAreBytesAndForecastsHaveAHorizon() {
    client.post(
        "/api/v1/datasets?name=i-hamlet",
        "text/plain",
        "to be or not to be. ".repeat(60).getBytes(StandardCharsets.UTF_8));
    client.learn("i-symbol", "i-hamlet", "\"problem\":\"next-symbol\",\"window\":20");
    JsonNode next =
        infer(
            "i-symbol",
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"BYTES\",\"data\":[\"t\",\"o\"]}]}");
    double sum =
        output(next, "y").path("data").values().stream().mapToDouble(JsonNode::asDouble).sum();
    assertThat(sum).isCloseTo(2, within(1e-5));
    upload();
    client.learn(
        "i-forecast",
        "i-days",
        "\"problem\":\"forecast\",\"targets\":[\"x\"],\"inputs\":[\"x\"],\"window\":4,\"horizon\":2");
    JsonNode forecast =
        infer(
            "i-forecast",
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4,1],\"datatype\":\"FP64\",\"data\":[1,2,3,4]}]}");
    assertThat(output(forecast, "y").path("shape").toString()).isEqualTo("[1,2,1]");
    JsonNode ours =
        client
            .post(
                "/api/v1/models/i-forecast/forecast",
                "{\"history\":[{\"x\":1},{\"x\":2},{\"x\":3},{\"x\":4}]}")
            .body();
    assertThat(output(forecast, "y").path("data").path(1).asDouble())
        .isCloseTo(ours.path("forecast").path(1).path("values").path("x").asDouble(), within(1e-5));
    for (int at = 1; at <= 4; at++) {
      JsonNode waiting =
          infer(
              "i-forecast",
              "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,1,1],\"datatype\":\"FP64\",\"data\":[%d]}],\"parameters\":{\"sequence_id\":9,\"sequence_start\":%s}}"
                  .formatted(at, at == 1));
      assertThat(output(waiting, "y").path("data").size()).isEqualTo(at < 4 ? 0 : 2);
    }
    assertError(
        post(
            "i-forecast",
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,3,1],\"datatype\":\"FP64\",\"data\":[1,2,3]}]}"),
        400,
        "at least 4 steps");
  }

  @Test
  void aSequenceKeepsItsStateFromRequestToRequest() {
    labeller();
    JsonNode whole = infer("i-label", "{\"inputs\":[%s]}".formatted(ROWS));
    for (String id : List.of("77", "\"77\"", "18446744073709551615")) {
      JsonNode begun = infer("i-label", sequence(id, true, false, "[1,0]"));
      assertThat(begun.path("parameters").path("sequence_reset").asBoolean()).isFalse();
      assertThat(begun.path("parameters").path("sequence_expires_in_ms").asInt()).isPositive();
      JsonNode next = infer("i-label", sequence(id, false, false, "[4,1]"));
      assertThat(next.path("parameters").path("sequence_id").toString()).isEqualTo(id);
      assertThat(next.path("parameters").path("sequence_step").asInt()).isEqualTo(2);
      JsonNode last = infer("i-label", sequence(id, false, true, "[2.5,1]"));
      assertThat(output(last, "y").path("data").path(1))
          .isEqualTo(output(whole, "y").path("data").path(5));
      assertError(post("i-label", sequence(id, false, false, "[1,0]")), 409, "sequence_unknown: ");
    }
    infer("i-label", sequence("5", true, false, "[1,0]"));
    JsonNode again = infer("i-label", sequence("5", true, false, "[1,0]"));
    assertThat(again.path("parameters").path("sequence_reset").asBoolean()).isTrue();
    assertThat(again.path("parameters").path("sequence_step").asInt()).isEqualTo(1);
    assertThat(infer("i-label", sequence("0", false, false, "[1,0]")).has("parameters")).isFalse();
    assertThat(infer("i-label", sequence("\"\"", false, false, "[1,0]")).has("parameters"))
        .isFalse();
  }

  @Test
  void whatWasAnsweredIsCounted() {
    client.train(
        "i-counted", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    infer("i-counted", "{\"inputs\":[%s]}".formatted(VECTORS));
    post(
        "i-counted",
        "{\"inputs\":[{\"name\":\"z\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}");
    for (String path :
        List.of("/v2/models/i-counted/stats", "/v2/models/i-counted/versions/1/stats")) {
      JsonNode stats = client.get(path).body().path("model_stats").path(0);
      assertThat(stats.path("inference_count").asInt()).isEqualTo(1);
      assertThat(stats.path("execution_count").asInt()).isEqualTo(1);
      assertThat(stats.path("last_inference").asLong()).isPositive();
      assertThat(stats.path("inference_stats").path("fail").path("count").asInt()).isEqualTo(1);
      assertThat(stats.path("inference_stats").path("compute_infer").path("ns").asLong())
          .isPositive();
    }
    assertThat(client.get("/v2/models/stats").text()).contains("i-counted");
  }

  @Test
  void theChampionAnswersUnlessAVersionIsNamed() {
    for (int seed = 1; seed <= 2; seed++) {
      client.train(
          "i-champion",
          "{\"task\":\"adding\"}",
          "\"seed\":%d,\"training\":{\"stop\":{\"maxSequences\":20}}".formatted(seed));
    }
    String request = "{\"inputs\":[%s]}".formatted(VECTORS);
    assertThat(infer("i-champion", request).path("model_version").asString()).isEqualTo("2");
    client.put("/api/v1/models/i-champion/aliases/champion", "{\"version\":1}");
    assertThat(infer("i-champion", request).path("model_version").asString()).isEqualTo("1");
    assertThat(infer("i-champion/versions/2", request).path("model_version").asString())
        .isEqualTo("2");
  }

  private void labeller() {
    if (client.get("/api/v1/models/i-label").status() == 404) {
      upload();
      client.learn(
          "i-label",
          "i-days",
          "\"problem\":\"label\",\"targets\":[\"way\"],\"inputs\":[\"x\",\"mood\"]");
    }
  }

  private void task() {
    if (client.get("/api/v1/models/i-task").status() == 404) {
      client.train(
          "i-task", "{\"task\":\"adding\"}", "\"training\":{\"stop\":{\"maxSequences\":20}}");
    }
  }

  private String labels(String model) {
    return client.get("/v2/models/" + model).body().path("properties").path("y.labels").asString();
  }

  private static JsonNode output(JsonNode answer, String name) {
    return answer.path("outputs").values().stream()
        .filter(output -> output.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String sequence(String id, boolean start, boolean end, String row) {
    return """
    {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP32","data":%s}],
     "parameters":{"sequence_id":%s%s%s}}
    """
        .formatted(
            row, id, start ? ",\"sequence_start\":true" : "", end ? ",\"sequence_end\":true" : "");
  }

  private Client.Answer post(String model, String body) {
    return client.post("/v2/models/" + model + "/infer", body);
  }

  private JsonNode infer(String model, String body) {
    Client.Answer answer = post(model, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private static void assertError(Client.Answer answer, int status, String text) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.body().propertyNames()).containsExactly("error");
    assertThat(answer.body().path("error").asString()).isNotBlank().contains(text);
  }

  private void upload() {
    if (client.get("/api/v1/datasets/i-days").status() == 404) {
      assertThat(client.postCsv("/api/v1/datasets?name=i-days", CSV).status()).isEqualTo(201);
    }
  }
}
