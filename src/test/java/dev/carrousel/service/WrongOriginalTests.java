package dev.carrousel.service;

import static dev.carrousel.service.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
          nothing that learns            | blocks           | Expected a block, as there are neither hiddenUnits nor a construction, found none. | "blocks":[]
          g of no cells                  | cellInput        | Expected nothing but the default centered-two, as there are no blocks, found unit. | "blocks":[],"hiddenUnits":3,"cellInput":"unit"
          h of no cells                  | cellOutput       | Expected nothing but the default centered-one, as there are no blocks, found identity. | "blocks":[],"hiddenUnits":3,"cellOutput":"identity"
          input gates of no blocks       | inputGates       | Expected nothing but the default true, as there are no blocks, found false. | "blocks":[],"hiddenUnits":3,"inputGates":false
          output gates of no blocks      | outputGates      | Expected nothing but the default true, as there are no blocks, found false. | "blocks":[],"hiddenUnits":3,"outputGates":false
          gate biases of no blocks       | inputGateBiases  | Expected at most one for each of 0 blocks, found 1.    | "blocks":[],"hiddenUnits":3,"inputGateBiases":[-1]
          competition without gates      | outputGateCompetition | Expected false, as there are no output gates, found true. | "outputGates":false,"outputGateCompetition":true
          competition of one block       | outputGateCompetition | Expected false, as there is at most 1 block, found true. | "blocks":[4],"outputGateCompetition":true
          construction of no more blocks | construction/maximumBlocks | Expected more than the 2 blocks at the beginning, found 2. | "blocks":[1,1],"construction":{"maximumBlocks":2}
          construction beyond the default | construction/maximumBlocks | Expected more than the 11 blocks at the beginning, found 10. | "blocks":[1,1,1,1,1,1,1,1,1,1,1],"construction":{}
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
          competition of blocks that join | "blocks":[1],"outputGateCompetition":true,"construction":{}
          hidden units alone             | "blocks":[],"hiddenUnits":3
          """)
  void settingsThatCountAreLetIn(String name, String network) {
    Client.Answer answer = client.post("/api/v1/jobs/validate", job(network, SHORT));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          full gradient each step        | update            | Expected sequence, as the algorithm is bptt, found step. | "algorithm":"bptt","update":"step"
          offset of the default error    | outputErrorOffset | Expected none, as outputError is squared, found 0.1.     | "outputErrorOffset":0.1
          offset of the squared error    | outputErrorOffset | Expected none, as outputError is squared, found 0.1.     | "outputError":"squared","outputErrorOffset":0.1
          offset of the cross-entropy    | outputErrorOffset | Expected none, as outputError is cross-entropy, found 0.0. | "outputError":"cross-entropy","outputErrorOffset":0
          """)
  void learningThatWouldBeIgnoredIsRefused(
      String name, String field, String detail, String training) {
    assertRefused("#/training/" + field, detail, job("", training));
    assertRefused(
        "#/training/" + field,
        detail,
        "{\"data\":{\"task\":\"adding\"},\"training\":{%s}}".formatted(training));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          another stop rule of 3c   | stop         | stop must be ST2 with the variant 3c, which has one rule, was ST1.                        | "two-sequence","parameters":{"variant":"3c","stop":"ST1"}
          none wrong in 3c          | stop         | stop must be ST2 with the variant 3c, which has one rule, was none-wrong.                 | "two-sequence","parameters":{"variant":"3c","stop":"none-wrong"}
          none wrong in 3a          | stop         | stop must be ST1 or ST2 with the variant 3a, which allows none wrong anyway, was none-wrong. | "two-sequence","parameters":{"stop":"none-wrong"}
          a latch of one target     | low          | low must differ from high = 0.5, was 0.5.                                                | "latch","parameters":{"high":0.5,"low":0.5}
          an error never reached    | averageError | averageError must be above 0 and below 0.04, which every sequence falls below, was 0.0.   | "adding","parameters":{"averageError":0}
          an error always reached   | averageError | averageError must be above 0 and below 0.04, which every sequence falls below, was 0.04.  | "adding","parameters":{"averageError":0.04}
          """)
  void parametersThatSayNothingAreRefusedOfEveryNetwork(
      String name, String parameter, String detail, String task) {
    for (String network : List.of("original", "lstm")) {
      String job =
          "{\"data\":{\"task\":%s},\"network\":{\"type\":\"%s\"}}".formatted(task, network);
      assertRefused("#/data/parameters/" + parameter, detail, job);
    }
  }

  @ParameterizedTest
  @CsvSource({"initialRange,0.2,0.2", "inputGateBiases,[-1],1", "outputGateBiases,[-1],1"})
  void aWarmStartLeavesNothingToDraw(String field, String value, String found) {
    client.train("{\"model\":\"ready-%s\",%s".formatted(field, job("", SHORT).substring(1)));
    String warm = "{\"warmStart\":{\"model\":\"ready-%s\"},%s";
    String network = "\"%s\":%s".formatted(field, value);
    Client.Answer answer =
        client.post("/api/v1/jobs", warm.formatted(field, job(network, SHORT).substring(1)));
    assertProblem(answer, 422);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("#/network/" + field);
    assertThat(answer.body().path("detail").asString())
        .endsWith("as the warm start brings all weights, found %s.".formatted(found));
    assertThat(client.plan(warm.formatted(field, job("", SHORT).substring(1))).has("steps"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"task\":\"adding\"}}",
        "{\"data\":{\"task\":\"two-sequence\",\"parameters\":{\"variant\":\"3c\"}}}",
        "{\"data\":{\"task\":\"latch\"},\"training\":{\"algorithm\":\"bptt\"}}",
        "{\"data\":{\"task\":\"reber\"},\"training\":{\"outputError\":\"offset\"}}",
        "{\"data\":{\"task\":\"noise-free\"},\"network\":{\"type\":\"original\",\"construction\":{}}}",
        "{\"data\":{\"task\":\"adding\"},\"network\":{\"type\":\"original\",\"blocks\":[],\"hiddenUnits\":3}}",
        "{\"data\":{\"task\":\"adding\"},\"network\":{\"type\":\"lstm\"}}"
      })
  void aCompleteRequestIsLetInAgain(String job) {
    JsonNode complete = client.plan(job).path("configuration");
    assertThat(complete.has("network")).as(complete.toString()).isTrue();
    assertThat(client.plan(complete.toString()).path("configuration")).isEqualTo(complete);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a window longer than the training | 1999 | 2000 sequences at the earliest         | "adding"
          tests beyond the training         | 99   | 100 sequences at the earliest          | "parity"
          no time for a block               | 200  | two windows of the construction        | "parity"},"network":{"type":"original","construction":{}
          nothing to be learned             | 200  | An answer halfway between low and high | "latch","parameters":{"bound":1}
          """)
  void aCriterionOutOfReachIsWarnedOf(String name, long most, String warning, String task) {
    String job = "{\"data\":{\"task\":%s},\"training\":{\"stop\":{\"maxSequences\":%d}}}";
    JsonNode plan = client.plan(job.formatted(task, most));
    assertThat(plan.path("warnings").size()).as(plan.toString()).isEqualTo(1);
    assertThat(plan.path("warnings").path(0).asString()).contains(warning).endsWith(".");
    JsonNode longer = client.plan(job.formatted(task.replace("\"bound\":1", ""), most + 1));
    assertThat(longer.path("warnings").size()).isZero();
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
