package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The histories that forecasters take along as they leave and come back. */
@JourneyTest
class HistoryExchangeTests {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private Client client;

  @BeforeEach
  void learn() {
    if (client.get("/api/v1/models/he-left").status() == 404) {
      client.postCsv(
          "/api/v1/datasets?name=he-rows",
          IntStream.range(0, 200)
              .mapToObj(row -> (row % 9 == 4 ? "" : row * row % 23) + "," + row % 8)
              .collect(Collectors.joining("\n", "x,p\n", "\n")));
      client.learn(
          "he-left",
          "he-rows",
          "\"problem\":\"forecast\",\"targets\":[\"x\"],\"missing\":\"mask\",\"window\":8,\"horizon\":2");
    }
  }

  @Test
  void aForecasterOfRowsWithoutMomentsComesBack() {
    assertComesBack("he-came", exported());
  }

  @Test
  void aFileOfAnEarlierVersionIsStillRead() {
    ObjectNode file = exported();
    ((ObjectNode) file.at("/predictor/histories/0")).remove(List.of("times", "before"));
    assertComesBack("he-earlier", file);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cells  | null   | The field cells must not be null
          times  | [null] | The field times must not hold null
          times  | [7]    | #/predictor/histories
          before | [1]    | What lies before a history must have 2 cells.
          """)
  void aBrokenHistoryIsRefused(String field, String value, String reason) {
    ObjectNode file = exported();
    ((ObjectNode) file.at("/predictor/histories/0")).set(field, JSON.readTree(value));
    Client.Answer answer = client.post("/api/v1/models/he-broken/versions", file.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains(reason);
  }

  private ObjectNode exported() {
    return (ObjectNode) client.get("/api/v1/models/he-left/export?format=json").body();
  }

  private void assertComesBack(String model, JsonNode file) {
    Client.Answer created = client.post("/api/v1/models/" + model + "/versions", file.toString());
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(forecast(model)).isEqualTo(forecast("he-left"));
  }

  private JsonNode forecast(String model) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/forecast", "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("forecast");
  }
}
