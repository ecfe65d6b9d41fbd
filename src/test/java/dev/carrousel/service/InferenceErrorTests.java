package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Conformance to the Open Inference Protocol v2: every error. */
@JourneyTest
class InferenceErrorTests {

  private static final String VECTORS =
      "{\"name\":\"x\",\"shape\":[1,2,2],\"datatype\":\"FP64\",\"data\":[0.5,1,0.25,-1]}";

  @Autowired private Client client;

  @BeforeEach
  void connect() {
    if (client.get("/api/v1/models/i-refusing").status() == 404) {
      client.train(
          "{\"model\":\"i-refusing\",\"data\":{\"task\":\"adding\"},\"training\":{\"stop\":{\"maxSequences\":20}}}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v2/nothing,404",
    "GET,/v2/models,404",
    "GET,/v2/models/nothing,404",
    "GET,/v2/models/nothing/ready,404",
    "GET,/v2/models/nothing/stats,404",
    "GET,/v2/models/i-refusing/versions/9,404",
    "GET,/v2/models/i-refusing/versions/x,404",
    "GET,/v2/models/i-refusing/infer,405",
    "DELETE,/v2/models/i-refusing,405",
    "POST,/v2/health/live,405",
    "PUT,/v2,405",
    "GET,/v2/repository/index,405",
    "POST,/v2/repository/models/i-refusing/load,501",
    "POST,/v2/repository/models/i-refusing/unload,501"
  })
  void unknownPathsAndMethodsAreErrorsOfTheProtocol(String method, String path, int status) {
    Client.Answer answer =
        client.send(
            client
                .request(path, "application/json", BodyPublishers.noBody())
                .method(method, BodyPublishers.noBody()));
    assertError(answer, status);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no body             | 400 |
          no JSON             | 400 | {
          a list              | 400 | []
          no inputs           | 400 | {}
          inputs empty        | 400 | {"inputs":[]}
          id a number         | 400 | {"id":7,"inputs":[X]}
          no name             | 400 | {"inputs":[{"shape":[1,1,2],"datatype":"FP32","data":[1,2]}]}
          no type             | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"data":[1,2]}]}
          unknown type        | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"STRING","data":[1,2]}]}
          FP16                | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP16","data":[1,2]}]}
          no shape            | 400 | {"inputs":[{"name":"x","datatype":"FP32","data":[1,2]}]}
          negative shape      | 400 | {"inputs":[{"name":"x","shape":[-1,1,2],"datatype":"FP32","data":[1,2]}]}
          fraction in shape   | 400 | {"inputs":[{"name":"x","shape":[1.5,1,2],"datatype":"FP32","data":[1,2]}]}
          huge shape          | 400 | {"inputs":[{"name":"x","shape":[2147483647,2147483647,2147483647],"datatype":"FP32","data":[1,2]}]}
          too many dimensions | 400 | {"inputs":[{"name":"x","shape":[1,1,1,1,1,2],"datatype":"FP32","data":[1,2]}]}
          too few values      | 400 | {"inputs":[{"name":"x","shape":[1,2,2],"datatype":"FP32","data":[1,2]}]}
          no data             | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP32"}]}
          empty batch         | 400 | {"inputs":[{"name":"x","shape":[0,1,2],"datatype":"FP32","data":[]}]}
          wrong width         | 400 | {"inputs":[{"name":"x","shape":[1,1,3],"datatype":"FP32","data":[1,2,3]}]}
          a text for a number | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP32","data":["1",2]}]}
          NaN                 | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP32","data":[NaN,2]}]}
          NaN as text         | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP32","data":["NaN",2]}]}
          null                | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP64","data":[null,2]}]}
          beyond FP32         | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP32","data":[1e39,2]}]}
          beyond FP64         | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"FP64","data":[1e999,2]}]}
          beyond UINT8        | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"UINT8","data":[256,2]}]}
          negative UINT64     | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"UINT64","data":[-1,2]}]}
          beyond INT64        | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"INT64","data":[9223372036854775808,2]}]}
          fraction as INT32   | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"INT32","data":[1.5,2]}]}
          number as BOOL      | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"BOOL","data":[1,0]}]}
          BYTES for numbers   | 400 | {"inputs":[{"name":"x","shape":[1,1,2],"datatype":"BYTES","data":["1","2"]}]}
          unknown input       | 400 | {"inputs":[X,{"name":"z","shape":[1],"datatype":"FP32","data":[1]}]}
          the same input twice | 400 | {"inputs":[X,X]}
          unknown output      | 400 | {"inputs":[X],"outputs":[{"name":"z"}]}
          output without name | 400 | {"inputs":[X],"outputs":[{}]}
          state of an original network | 400 | {"inputs":[X],"outputs":[{"name":"h_n"}]}
          binary data         | 400 | {"inputs":[X],"outputs":[{"name":"y","parameters":{"binary_data":true}}]}
          classes zero        | 400 | {"inputs":[X],"outputs":[{"name":"y","parameters":{"classification":0}}]}
          parameters a list   | 400 | {"inputs":[X],"parameters":[]}
          nested parameters   | 400 | {"inputs":[X],"parameters":{"a":{}}}
          null parameter      | 400 | {"inputs":[X],"parameters":{"a":null}}
          length 0            | 400 | {"inputs":[X,{"name":"lengths","shape":[1],"datatype":"INT32","data":[0]}]}
          length too long     | 400 | {"inputs":[X,{"name":"lengths","shape":[1],"datatype":"INT32","data":[3]}]}
          lengths a fraction  | 400 | {"inputs":[X,{"name":"lengths","shape":[1],"datatype":"FP32","data":[1]}]}
          unknown symbol      | 400 | {"inputs":[{"name":"x","shape":[1,2],"datatype":"INT64","data":[0,99]}]}
          negative symbol     | 400 | {"inputs":[{"name":"x","shape":[1,2],"datatype":"INT64","data":[0,-1]}]}
          start without id    | 400 | {"inputs":[X],"parameters":{"sequence_start":true}}
          start a text        | 400 | {"inputs":[X],"parameters":{"sequence_id":1,"sequence_start":"yes"}}
          sequence negative   | 400 | {"inputs":[X],"parameters":{"sequence_id":-1,"sequence_start":true}}
          sequence too large  | 400 | {"inputs":[X],"parameters":{"sequence_id":18446744073709551616,"sequence_start":true}}
          sequence a boolean  | 400 | {"inputs":[X],"parameters":{"sequence_id":true,"sequence_start":true}}
          sequence unknown    | 409 | {"inputs":[X],"parameters":{"sequence_id":424242}}
          two in a sequence   | 400 | {"inputs":[{"name":"x","shape":[2,1,2],"datatype":"FP32","data":[1,2,3,4]}],"parameters":{"sequence_id":1,"sequence_start":true}}
          """)
  void requestsThatMakeNoSenseAreErrorsOfTheProtocol(String name, int status, String body) {
    Client.Answer answer = post(body == null ? "" : body.replace("X", VECTORS));
    assertError(answer, status);
  }

  @Test
  void otherContentTypesAndLargeBodiesAreErrorsOfTheProtocol() {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertError(client.post("/v2/models/i-refusing/infer", "text/csv", body), 415);
    assertError(client.post("/v2/models/i-refusing/infer", "x", body), 415);
    String large = "{\"inputs\":[\"%s\"]}".formatted("[1],".repeat(300_000));
    assertError(post(large), 413);
    assertError(post("{\"a\":".repeat(60) + "1" + "}".repeat(60)), 413);
  }

  @Test
  void aSequenceThatCannotTakeItsFirstStepDoesNotBegin() {
    String step =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,1],\"datatype\":\"INT64\",\"data\":[%d]}],\"parameters\":{\"sequence_id\":\"no\"%s}}";
    assertError(post(step.formatted(99, ",\"sequence_start\":true")), 400);
    assertError(post(step.formatted(0, "")), 409);
  }

  private Client.Answer post(String body) {
    return client.post("/v2/models/i-refusing/infer", body);
  }

  private static void assertError(Client.Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.body().propertyNames()).containsExactly("error");
    assertThat(answer.body().path("error").asString()).isNotBlank();
  }
}
