package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of sessions when their server ends: nothing, or something the client is told. */
class SessionRestartIT {

  private static final String NEXT = "{\"vectors\":[[0.75,-1]]}";

  @TempDir private Path folder;

  @Test
  void aStoppedServerKeepsItsSessionsAndAKilledOneSaysThatTheyAreLost() {
    String session;
    String fork;
    String expected;
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      train(service.client());
      session = open(service.client());
      fork = service.client().post(session + "/fork", "").location();
      expected = answers(service.client(), fork);
      service.client().post(fork + "/rewind", "{\"steps\":1}");
      service.terminate();
      assertThat(service.log()).contains("2 sessions written down");
    }
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      assertThat(status(service.client(), session)).isEqualTo("stored");
      assertThat(answers(service.client(), session)).isEqualTo(expected);
      assertThat(status(service.client(), session)).isEqualTo("live");
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      Client.Answer lost = service.client().post(session + "/steps", NEXT);
      assertThat(lost.status()).isEqualTo(409);
      assertThat(lost.body().path("code").asString()).isEqualTo("session_lost");
      assertThat(answers(service.client(), fork)).isEqualTo(expected);
    }
  }

  @Test
  void anExportGoesOnOnAnotherServerThatHasTheSameWeights() throws IOException {
    String export;
    String expected;
    try (ServiceProcess service =
        ServiceProcess.start(Files.createDirectory(folder.resolve("a")))) {
      train(service.client());
      String session = open(service.client());
      export = service.client().get(session + "/export").text();
      expected = answers(service.client(), session);
      service.kill();
    }
    try (ServiceProcess other = ServiceProcess.start(Files.createDirectory(folder.resolve("b")))) {
      train(other.client());
      Client.Answer opened =
          other.client().post("/api/v1/models/kept/sessions", "{\"export\":" + export + "}");
      assertThat(opened.status()).as(opened.text()).isEqualTo(201);
      assertThat(answers(other.client(), opened.location())).isEqualTo(expected);
    }
  }

  /** The same plan gives the same weights on every server. */
  private static void train(Client client) {
    client.train(
        "{\"model\":\"kept\",\"seed\":3,\"data\":{\"task\":\"adding\"},\"training\":{\"stop\":{\"maxSequences\":20}}}");
  }

  private static String open(Client client) {
    String session = client.post("/api/v1/models/kept/sessions", "{}").location();
    Client.Answer stepped = client.post(session + "/steps", "{\"vectors\":[[0.5,1],[0.25,0]]}");
    assertThat(stepped.status()).as(stepped.text()).isEqualTo(200);
    return session;
  }

  private static String answers(Client client, String session) {
    JsonNode answer = client.post(session + "/steps", NEXT).body().path("answers");
    assertThat(answer.size()).isEqualTo(1);
    return answer.toString();
  }

  private static String status(Client client, String session) {
    return client.get(session).body().path("status").asString();
  }
}
