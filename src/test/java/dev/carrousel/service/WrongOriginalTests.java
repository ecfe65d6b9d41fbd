package dev.carrousel.service;

import static dev.carrousel.service.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Settings of original networks that would be ignored are refused, and all others let in. */
@JourneyTest
class WrongOriginalTests {

  private static final String SHORT = "\"stop\":{\"maxSequences\":20}";

  @Autowired private Client client;

  @Autowired private JdbcClient jdbc;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          more input biases than blocks  | inputGateBiases  | Expected at most one for each of 2 blocks, found 3.    | "blocks":[2,2],"inputGateBiases":[-1,-2,-3]
          more output biases than blocks | outputGateBiases | Expected at most one for each of 1 blocks, found 2.    | "blocks":[4],"outputGateBiases":[-1,-2]
          more than the default blocks   | inputGateBiases  | Expected at most one for each of 2 blocks, found 3.    | "inputGateBiases":[-1,-2,-3]
          more than may ever join        | inputGateBiases  | Expected at most one for each of 3 blocks, found 4.    | "blocks":[1],"construction":{"maximumBlocks":3},"inputGateBiases":[-1,-2,-3,-4]
          biases of no input gates       | inputGateBiases  | Expected none, as there are no input gates, found 1.   | "inputGates":false,"inputGateBiases":[-1]
          biases of no output gates      | outputGateBiases | Expected none, as there are no output gates, found 2.  | "outputGates":false,"outputGateBiases":[-1,-2]
          input gates without biases     | inputGateBiases  | Expected none, as gates have no bias, found 1.         | "biases":{"gates":false},"inputGateBiases":[-1]
          output gates without biases    | outputGateBiases | Expected none, as gates have no bias, found 1.         | "biases":{"gates":false},"outputGateBiases":[-1]
          """)
  void settingsOfTheNetworkThatWouldBeIgnoredAreRefused(
      String name, String field, String detail, String network) {
    assertRefused("#/network/" + field, detail, job(network, SHORT));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a bias for each block          | "blocks":[2,2],"inputGateBiases":[-3,-6],"outputGateBiases":[-1,-2]
          fewer biases than blocks       | "blocks":[2,2],"inputGateBiases":[-3]
          biases of blocks that may join | "blocks":[],"construction":{},"outputGateBiases":[-1,-2,-3,-4,-5,-6,-7,-8,-9,-10]
          no hidden units to be sources  | "hiddenUnits":0,"hiddenSources":{"hiddenUnits":false},"biases":{"hiddenUnits":false}
          """)
  void settingsThatCountAreLetIn(String name, String network) {
    Client.Answer answer = client.post("/api/v1/jobs/validate", job(network, SHORT));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void aJobThatWasLetInBeforeIsRetriedAsItIs() {
    String first =
        client.submit(
            job(
                "\"blocks\":[1],\"outputGateBiases\":[-1]",
                "\"learningRate\":1e-9,\"stop\":{\"maxSequences\":1000000000}"));
    client.cancel(first);
    jdbc.sql(
            "update job set configuration = replace(configuration, '\"outputGateBiases\":[-1.0]',"
                + " '\"outputGateBiases\":[-1.0,-2.0]') where id = ?")
        .param(first)
        .update();
    Client.Answer retried = client.post("/api/v1/jobs/" + first + "/retry", "");
    assertThat(retried.status()).as(retried.text()).isEqualTo(202);
    assertThat(retried.body().at("/configuration/network/outputGateBiases").size()).isEqualTo(2);
    client.cancel(retried.body().path("id").asString());
  }

  private void assertRefused(String pointer, String detail, String job) {
    Client.Answer answer = client.post("/api/v1/jobs", job);
    assertProblem(answer, 422);
    JsonNode errors = answer.body().path("errors");
    assertThat(errors.size()).as(answer.text()).isEqualTo(1);
    assertThat(errors.path(0).path("pointer").asString()).isEqualTo(pointer);
    assertThat(errors.path(0).path("detail").asString()).isEqualTo(detail);
  }

  private static String job(String network, String training) {
    return """
    {"data":{"task":"adding","parameters":{"T":22}},"network":{"type":"original"%s},"training":{%s}}
    """
        .formatted(network.isEmpty() ? "" : "," + network, training);
  }
}
