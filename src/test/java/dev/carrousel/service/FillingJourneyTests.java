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
