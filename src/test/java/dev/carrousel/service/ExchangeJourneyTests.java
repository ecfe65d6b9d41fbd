package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Models that leave and come back as files, and files that are refused. */
@JourneyTest
class ExchangeJourneyTests {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BINARY = "application/octet-stream";
  private static final String QUESTION =
      "{\"sequences\":[{\"vectors\":[[0.5,1],[-0.25,-1],[0.1,0]]}]}";
  private static final String SMALL_NETWORK =
      """
      {"problem":"task","network":{"type":"lstm","inputSize":2,"embeddingSize":0,"layers":[1],"outputSize":1,
       "forgetting":"GATE","peepholes":false,"bidirectional":false,"readOut":"STEP"},"task":"any","parameters":{}}
      """;

  @Autowired private Client client;

  @ParameterizedTest
  @CsvSource({
    "json, application/json, layered",
    "json, application/json, original",
    "safetensors, application/octet-stream, layered",
    "safetensors, application/octet-stream, original"
  })
  void whatWasExportedAnswersTheSameBitsOnceItIsImported(
      String format, String contentType, String kind) {
    String model = "left-" + kind + "-" + format;
    train(model, kind);
    byte[] file =
        client.download("/api/v1/models/%s/versions/1/export?format=%s".formatted(model, format));
    Client.Answer created =
        client.post("/api/v1/models/came-" + model + "/versions", contentType, file);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.location()).isEqualTo("/api/v1/models/came-" + model + "/versions/1");
    JsonNode left = client.get("/api/v1/models/" + model).body();
    JsonNode came = created.body();
    assertThat(came.path("weightsDigest")).isEqualTo(left.path("weightsDigest"));
    assertThat(came.path("network")).isEqualTo(left.path("network"));
    assertThat(came.path("jobId").isNull()).isTrue();
    assertThat(came.at("/imported/format").asString()).isEqualTo(format);
    assertThat(came.at("/imported/model").asString()).isEqualTo(model);
    assertThat(came.at("/imported/runId")).isEqualTo(left.path("runId"));
    assertThat(answers("came-" + model)).isEqualTo(answers(model));
  }

  @Test
  void aForecasterTakesItsHistoryAlong() {
    String job =
        """
        {"model":"left-forecast","data":{"dataset":"us-births","problem":"forecast","targets":["births"],
         "window":14,"horizon":2,"maxSequences":200},"network":{"type":"lstm","layers":[4]},"training":{"epochs":1}}
        """;
    client.train(job);
    byte[] file = client.download("/api/v1/models/left-forecast/export?format=json");
    client.post("/api/v1/models/came-forecast/versions", "application/json", file);
    UnaryOperator<String> ask =
        name ->
            client
                .post("/api/v1/models/" + name + "/forecast", "{}")
                .body()
                .path("forecast")
                .toString();
    assertThat(ask.apply("came-forecast"))
        .contains("\"step\":2")
        .isEqualTo(ask.apply("left-forecast"));
    for (String field : new String[] {"window", "horizon"}) {
      ObjectNode broken = (ObjectNode) JSON.readTree(file);
      ((ObjectNode) broken.at("/predictor/frame")).put(field, 100_000);
      refused(
          "application/json", broken.toString().getBytes(StandardCharsets.UTF_8), "#/predictor");
    }
  }

  @Test
  void weightsOfPyTorchComeWithADescriptionBesideThem() {
    String boundary = "fence";
    byte[] weights = smallNetwork();
    String head =
        """
        --fence\r
        Content-Disposition: form-data; name="description"\r
        Content-Type: application/json\r
        \r
        %s\r
        --fence\r
        Content-Disposition: form-data; name="file"; filename="weights.safetensors"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(SMALL_NETWORK);
    ByteBuffer form = ByteBuffer.allocate(weights.length + head.length() + 100);
    form.put(head.getBytes(StandardCharsets.UTF_8)).put(weights);
    form.put("\r\n--fence--\r\n".getBytes(StandardCharsets.UTF_8));
    byte[] body = java.util.Arrays.copyOf(form.array(), form.position());
    Client.Answer created =
        client.post(
            "/api/v1/models/pytorch/versions", "multipart/form-data; boundary=" + boundary, body);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(answers("pytorch")).contains("outputs");
    refused(BINARY, weights, "carrousel.predictor");
  }

  /** The weights of {@link #SMALL_NETWORK} as PyTorch names them. */
  private static byte[] smallNetwork() {
    return file(
        """
        {"lstm.weight_ih_l0":{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]},
         "lstm.weight_hh_l0":{"dtype":"F32","shape":[4,1],"data_offsets":[32,48]},
         "lstm.bias_ih_l0":{"dtype":"F32","shape":[4],"data_offsets":[48,64]},
         "lstm.bias_hh_l0":{"dtype":"F32","shape":[4],"data_offsets":[64,80]},
         "output.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[80,84]},
         "output.bias":{"dtype":"F32","shape":[1],"data_offsets":[84,88]}}
        """,
        88);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}                        | 4 | tensor a of shape [2] must take 8 bytes
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}}                      | 4 | must lie inside the 4 bytes
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}                       | 4 | must lie inside the 4 bytes
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999]}}              | 4 | must have two data_offsets
          {"a":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,4]}}  | 4 | must take 2147483647 bytes
          {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}                       | 4 | whole numbers from 0
          {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}                      | 4 | whole numbers from 0
          {"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}        | 4 | at most 8 dimensions
          {"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}                       | 4 | must be of dtype F32, F64 or I64, is of "BF16"
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | 4 | tensor b must begin at byte 4
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                        | 8 | tensor a must begin at byte 0
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                        | 8 | must take all 8 bytes
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | 8 | without a name twice
          {"a":7}                                                                       | 0 | must be of dtype
          {"__metadata__":{"carrousel.predictor":7}}                                    | 0 | must hold texts
          [1,2]                                                                         | 0 | must be a JSON object
          {"a":                                                                         | 0 | must be JSON
          {"__metadata__":{"carrousel.predictor":"{"}}                                  | 0 | carrousel.predictor must be JSON
          """)
  void safetensorsThatLieAreRefused(String header, int bytes, String reason) {
    refused(BINARY, file(header, bytes), reason);
  }

  @Test
  void headersThatReachOutOfTheFileAreRefused() {
    for (long length : new long[] {-1, Long.MAX_VALUE, 1000, 1}) {
      ByteBuffer file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      refused(BINARY, file.array(), "header must lie inside the file");
    }
    refused(BINARY, new byte[3], "header must lie inside the file");
    refused(BINARY, new byte[0], "header must lie inside the file");
  }

  @Test
  void weightsThatDoNotFitAreNamed() {
    train("whole", "layered");
    byte[] file = client.download("/api/v1/models/whole/export?format=json");
    String text = new String(file, StandardCharsets.UTF_8);
    refusedJson(
        text.replace("\"output.bias\"", "\"output.biass\""), "tensor output.bias must be present");
    refusedJson(
        text.replace(
            "{\"name\":\"output.bias\"",
            "{\"name\":\"more\",\"dtype\":\"F32\",\"shape\":[0],\"values\":[]},{\"name\":\"output.bias\""),
        "has no tensor more");
    refusedJson(
        text.replaceFirst("\"values\":\\[[^,]+,", "\"values\":[1e39,"), "must hold finite numbers");
    refusedJson(text.replaceFirst("\"values\":\\[[^,]+,", "\"values\":[NaN,"), "must be JSON");
    refusedJson(
        text.replaceFirst("\"values\":\\[[^,]+,", "\"values\":["), "must hold 16 values, holds 15");
    refusedJson(text.replace("\"F32\"", "\"F64\""), "must hold single precision");
    refusedJson(
        text.replace(
            "\"embeddingSize\":0,\"layers\":[4]", "\"embeddingSize\":0,\"layers\":[1000000]"),
        "weights, but the file holds");
    refusedJson(
        text.replaceFirst("\"inputSize\":2", "\"inputSize\":3"),
        "lstm.weight_ih_l0 must have shape");
    refusedJson(text.replaceFirst("\"version\":1", "\"version\":2"), "field version must be 1");
    refusedJson(text.replace("\"task\":\"adding\"", "\"task\":null"), "task must not be null");
    refusedJson(
        text.replace("\"problem\":\"task\"", "\"problem\":\"java.lang.Runtime\""),
        "names an unknown kind");
    refusedJson(
        text.replace("\"task\":\"adding\"", "\"tusk\":\"adding\""),
        "lacks a field or holds another kind of value than expected, at task");
    refusedJson(text.replace("\"parameters\":", "\"parameters\":7,\"more\":"), "at parameters");
    refusedJson(text.replaceFirst("\"outputSize\":1", "\"outputSize\":-1"), "must be positive");
    refusedJson(text + "{}", "must end after the object");
    refusedJson("{\"format\":\"carrousel\",\"version\":1}", "fields predictor and weights");
    refusedJson("[" + "[".repeat(5000), "must be");
    assertThat(client.get("/api/v1/models/whole/export?format=pickle").status()).isEqualTo(422);
    assertThat(client.get("/api/v1/models/nobody/export?format=onnx").status()).isEqualTo(404);
  }

  @Test
  void filesBeyondTheLimitAreRefused() {
    byte[] large = new byte[(1 << 20) + 1];
    Client.Answer answer = client.post("/api/v1/models/large/versions", BINARY, large);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body().path("code").asString()).isEqualTo("file_too_large");
  }

  private void refusedJson(String text, String reason) {
    refused("application/json", text.getBytes(StandardCharsets.UTF_8), reason);
  }

  private void refused(String contentType, byte[] file, String reason) {
    Client.Answer answer = client.post("/api/v1/models/refused/versions", contentType, file);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.contentType()).contains("problem+json");
    assertThat(answer.body().toString().replace("\\\"", "\"")).containsIgnoringCase(reason);
    assertThat(client.get("/api/v1/models/refused").status()).isEqualTo(404);
  }

  /** A safetensors file with numbers that are all zero. */
  private static byte[] file(String header, int bytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private void train(String model, String kind) {
    String network =
        kind.equals("layered")
            ? "{\"type\":\"lstm\",\"layers\":[4],\"peepholes\":false}"
            : "{\"type\":\"original\",\"blocks\":[2,2]}";
    client.train(
        """
        {"model":"%s","data":{"task":"adding"},"network":%s,"training":{"stop":{"maxSequences":30}}}
        """
            .formatted(model, network));
  }

  private String answers(String model) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/predict", QUESTION);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("answers").toString();
  }
}
