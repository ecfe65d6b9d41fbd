package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Sessions that make no sense are refused with the field named, and change nothing. */
@JourneyTest
class WrongSessionTests {

  @Autowired private Client client;

  @BeforeEach
  void connect() {
    train("wrong", "\"network\":{\"type\":\"original\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no body              | 400 |                  |
          a list               | 422 | #/               | []
          unknown field        | 422 | #/idle           | {"idle":5}
          idle zero            | 422 | #/idleSeconds    | {"idleSeconds":0}
          idle too long        | 422 | #/idleSeconds    | {"idleSeconds":86401}
          idle a text          | 422 | #/idleSeconds    | {"idleSeconds":"5"}
          drawing of a task    | 422 | #/sampling       | {"sampling":{"seed":1}}
          drawing without seed | 422 | #/sampling/seed  | {"sampling":{}}
          too hot              | 422 | #/sampling/temperature | {"sampling":{"seed":1,"temperature":11}}
          series of a task     | 422 | #/series         | {"series":""}
          unknown tensor       | 422 | #/state/h_l0     | {"state":{"h_l0":[1]}}
          state too short      | 422 | #/state/s        | {"state":{"s":[1]}}
          state nested         | 422 | #/state/s        | {"state":{"s":[[1],[1],[1],[1]]}}
          state a number       | 422 | #/state/s        | {"state":{"s":7}}
          state of texts       | 422 | #/state/s/0      | {"state":{"s":["1","2","3","4"]}}
          state unknown        | 422 | #/state/s/1      | {"state":{"s":[1,null,1,1]}}
          state not finite     | 422 | #/state/s/2      | {"state":{"s":[1,1,1e999,1]}}
          export empty         | 422 | #/export/format  | {"export":{}}
          export of another kind | 422 | #/export/format | {"export":{"format":"zip","model":"wrong","version":1,"weightsDigest":"x","step":0,"idleSeconds":5,"state":{}}}
          export beside a state | 422 | #/export        | {"state":{},"export":{"format":"carrousel-session-1","model":"wrong","version":1,"weightsDigest":"x","step":0,"idleSeconds":5,"state":{}}}
          export of other weights | 409 |              | {"export":{"format":"carrousel-session-1","model":"wrong","version":1,"weightsDigest":"x","step":0,"idleSeconds":5,"state":{}}}
          export without state | 422 | #/export/state   | {"export":{"format":"carrousel-session-1","model":"wrong","version":1,"weightsDigest":"DIGEST","step":0,"idleSeconds":5,"state":{}}}
          export of a step below 0 | 422 | #/export/step | {"export":{"format":"carrousel-session-1","model":"wrong","version":1,"weightsDigest":"DIGEST","step":-1,"idleSeconds":5,"state":{}}}
          export too long      | 422 | #/export/idleSeconds | {"export":{"format":"carrousel-session-1","model":"wrong","version":1,"weightsDigest":"DIGEST","step":0,"idleSeconds":86401,"state":{}}}
          """)
  void sessionsThatMakeNoSenseAreNotOpened(String name, int status, String pointer, String body) {
    String digest = client.get("/api/v1/models/wrong").body().path("weightsDigest").asString();
    String request = body == null ? "" : body.replace("DIGEST", digest);
    int before = count();
    assertProblem(client.post("/api/v1/models/wrong/sessions", request), status, pointer);
    assertThat(count()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no body              | steps  | 400 |             |
          nothing              | steps  | 422 | #           | {}
          rows for a task      | steps  | 422 | #           | {"rows":[{"x":1}]}
          both kinds           | steps  | 422 | #           | {"symbols":[0],"vectors":[[1,1]]}
          no vector            | steps  | 422 | #/vectors   | {"vectors":[]}
          vector too short     | steps  | 422 | #/vectors/1 | {"vectors":[[1,1],[1]]}
          vector null          | steps  | 422 | #/vectors[0] | {"vectors":[null]}
          not finite           | steps  | 422 | #/vectors/0/0 | {"vectors":[[1e999,1]]}
          unknown symbol       | steps  | 422 | #/symbols/0 | {"symbols":[9]}
          unknown field        | steps  | 422 | #/vector    | {"vector":[1,1]}
          rewind by nothing    | rewind | 422 | #/steps     | {}
          rewind by zero       | rewind | 422 | #/steps     | {"steps":0}
          rewind beyond        | rewind | 422 | #/steps     | {"steps":2}
          rewind by a fraction | rewind | 422 | #/steps     | {"steps":0.5}
          """)
  void requestsThatMakeNoSenseChangeNothing(
      String name, String what, int status, String pointer, String body) {
    String session = open();
    client.post(session + "/steps", "{\"vectors\":[[0.5,1]]}");
    JsonNode before = client.get(session + "/state").body().path("state");
    Client.Answer answer = client.post(session + "/" + what, body == null ? "" : body);
    assertProblem(answer, status, pointer == null ? null : pointer.replace("[0]", "/0"));
    JsonNode after = client.get(session + "/state").body();
    assertThat(after.path("state")).isEqualTo(before);
    assertThat(after.path("session").path("step").asInt()).isEqualTo(1);
    client.delete(session);
  }

  @Test
  void sessionsThatAreNotThereAreNotFound() {
    String nobody = "/api/v1/sessions/ses_1";
    assertProblem(client.get(nobody), 404, null);
    assertProblem(client.get(nobody + "/state"), 404, null);
    assertProblem(client.get(nobody + "/export"), 404, null);
    assertProblem(client.put(nobody + "/state", "{\"state\":{}}"), 404, null);
    assertProblem(client.post(nobody + "/steps", "{\"vectors\":[[1,1]]}"), 404, null);
    assertProblem(client.post(nobody + "/fork", ""), 404, null);
    assertProblem(client.post(nobody + "/rewind", "{\"steps\":1}"), 404, null);
    assertProblem(client.delete(nobody), 404, null);
    assertProblem(client.post("/api/v1/models/nothing/sessions", "{}"), 404, null);
    assertProblem(client.get("/api/v1/sessions?limit=0"), 422, null);
    assertProblem(client.delete("/api/v1/sessions"), 405, null);
  }

  @Test
  void aBidirectionalModelHasNoStateToKeep() {
    train("wrong-both", "\"network\":{\"type\":\"lstm\",\"layers\":[3],\"bidirectional\":true}");
    Client.Answer answer = client.post("/api/v1/models/wrong-both/sessions", "{}");
    assertProblem(answer, 409, null);
    assertThat(answer.body().path("code").asString()).isEqualTo("not_stepwise");
    Client.Answer ready = client.get("/v2/models/wrong-both/ready");
    assertThat(ready.status()).isEqualTo(501);
    assertThat(ready.body().path("error").asString()).contains("bidirectional");
  }

  private String open() {
    return client.post("/api/v1/models/wrong/sessions", "{}").location();
  }

  private int count() {
    return client.get("/api/v1/sessions?limit=500").body().path("data").size();
  }

  private static void assertProblem(Client.Answer answer, int status, String pointer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("code").asString()).isNotBlank();
    if (pointer != null) {
      assertThat(answer.body().path("errors").findValuesAsString("pointer"))
          .as(answer.text())
          .contains(pointer);
    }
  }

  private void train(String model, String network) {
    if (client.get("/api/v1/models/" + model).status() == 404) {
      client.train(
          "{\"model\":\"%s\",\"data\":{\"task\":\"adding\"},%s,\"training\":{\"stop\":{\"maxSequences\":20}}}"
              .formatted(model, network));
    }
  }
}
