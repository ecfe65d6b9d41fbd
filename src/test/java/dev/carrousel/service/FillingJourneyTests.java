package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Missing values of a forecast are filled as they were in training. */
@JourneyTest
class FillingJourneyTests {

  @Autowired private Client client;

  @Test
  void theLastKnownValueStandsInForOneOfTheFuture() {
    learn("filled-future");
    String history = rows(8, row -> Integer.toString(row % 5));
    assertThat(forecast("filled-future", history, "[{\"p\":null},{\"p\":1}]"))
        .isEqualTo(forecast("filled-future", history, "[{\"p\":7},{\"p\":1}]"))
        .isNotEqualTo(forecast("filled-future", history, "[{\"p\":0},{\"p\":1}]"));
  }

  @Test
  void valuesBeforeTheWindowStandInForThoseInIt() {
    learn("filled-window");
    String future = "[{\"p\":1},{\"p\":1}]";
    assertThat(
            forecast(
                "filled-window",
                rows(30, row -> row < 22 ? Integer.toString(row % 5) : "null"),
                future))
        .isEqualTo(
            forecast(
                "filled-window", rows(30, row -> Integer.toString(Math.min(row, 21) % 5)), future))
        .isNotEqualTo(
            forecast(
                "filled-window", rows(30, row -> Integer.toString(Math.min(row, 20) % 5)), future));
  }

  @Test
  void theLastValueOfACompleteTargetStandsInBesideAMaskedInput() {
    client.postCsv(
        "/api/v1/datasets?name=filled-masked",
        IntStream.range(0, 200)
            .mapToObj(row -> row * row % 23 + "," + (row % 5 == 0 ? "" : row % 8))
            .collect(Collectors.joining("\n", "x,p\n", "\n")));
    client.learn(
        "filled-masked",
        "filled-masked",
        "\"problem\":\"forecast\",\"targets\":[\"x\"],\"inputs\":[\"x\",\"p\"],\"missing\":\"mask\",\"window\":8,\"horizon\":2");
    assertThat(forecast("filled-masked", rows(8, row -> row == 7 ? "null" : row + 3 + "")))
        .isEqualTo(forecast("filled-masked", rows(8, row -> Math.min(row, 6) + 3 + "")));
  }

  @Test
  void valuesBeforeTheWindowStandInForMaskedTargetsInIt() {
    learnMasked("filled-before");
    IntFunction<String> gap = row -> row > 19 && row < 25 ? "null" : row % 5 + "";
    String history = rows(30, gap);
    JsonNode answer = forecast("filled-before", history);
    assertThat(answer)
        .isNotEqualTo(forecast("filled-before", rows(30, row -> row == 19 ? "22" : gap.apply(row))))
        .isEqualTo(step("filled-before", "{}", history));
    String none = rows(30, row -> row < 20 ? row % 5 + "" : "null");
    assertThat(forecast("filled-before", none)).isEqualTo(step("filled-before", "{}", none));
  }

  @Test
  void theStoredEndKnowsWhatWasLastBeforeIt() {
    learnMasked("filled-end");
    String history =
        IntStream.range(170, 200)
            .mapToObj(FillingJourneyTests::maskedRow)
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(ask("filled-end", "{}")).isEqualTo(forecast("filled-end", history));
    String next = "{\"x\":null,\"p\":7}";
    assertThat(step("filled-end", "{\"series\":\"\"}", "[%s]".formatted(next)))
        .isEqualTo(forecast("filled-end", history.replace("]", "," + next + "]")));
  }

  /** The last ten rows lack the target. */
  private void learnMasked(String name) {
    client.postCsv(
        "/api/v1/datasets?name=" + name,
        IntStream.range(0, 200)
            .mapToObj(row -> maskedX(row).replace("null", "") + "," + row % 8)
            .collect(Collectors.joining("\n", "x,p\n", "\n")));
    client.learn(
        name,
        name,
        "\"problem\":\"forecast\",\"targets\":[\"x\"],\"inputs\":[\"x\",\"p\"],\"missing\":\"mask\",\"window\":8,\"horizon\":2");
  }

  private static String maskedX(int row) {
    return row >= 190 || row % 9 == 4 ? "null" : Integer.toString(row * row % 23);
  }

  private static String maskedRow(int row) {
    return "{\"x\":%s,\"p\":%d}".formatted(maskedX(row), row % 8);
  }

  private JsonNode step(String model, String beginning, String rows) {
    String session = client.post("/api/v1/models/" + model + "/sessions", beginning).location();
    Client.Answer answer = client.post(session + "/steps", "{\"rows\":%s}".formatted(rows));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("answers").values().stream()
        .toList()
        .getLast()
        .at("/answer/forecast");
  }

  private void learn(String name) {
    client.postCsv(
        "/api/v1/datasets?name=" + name,
        IntStream.range(0, 200)
            .mapToObj(row -> row * row % 23 + "," + row % 8)
            .collect(Collectors.joining("\n", "x,p\n", "\n")));
    client.learn(
        name,
        name,
        "\"problem\":\"forecast\",\"targets\":[\"x\"],\"known\":[\"p\"],\"window\":8,\"horizon\":2");
  }

  private static String rows(int count, IntFunction<String> x) {
    return IntStream.range(0, count)
        .mapToObj(row -> "{\"x\":%s,\"p\":7}".formatted(x.apply(row)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private JsonNode forecast(String model, String history, String future) {
    return ask(model, "{\"history\":%s,\"future\":%s}".formatted(history, future));
  }

  private JsonNode forecast(String model, String history) {
    return ask(model, "{\"history\":%s}".formatted(history));
  }

  private JsonNode ask(String model, String question) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/forecast", question);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("forecast");
  }
}
