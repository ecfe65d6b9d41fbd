package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The moments of rows that come one by one are held to what holds of rows that come at once. */
@JourneyTest
class SessionMomentJourneyTests {

  private static final String FORECAST =
      "\"problem\":\"forecast\",\"targets\":[\"x\"],\"window\":4,\"horizon\":2";

  @Autowired private Client client;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          label    | "problem":"label","targets":["way"],"inputs":["x"]
          anomaly  | "problem":"anomaly","targets":["x"],"inputs":["x"],"calendar":[]
          forecast | "problem":"forecast","targets":["x"],"inputs":["x"],"window":4,"horizon":2
          """)
  void rowsComeAfterThoseOfEarlierRequests(String kind, String data) {
    String session = open(learn("sm-" + kind, data, SessionMomentJourneyTests::day), "{}");
    step(session, row("2024-05-02", 1));
    step(session, "{\"x\":2}");
    assertThat(refusal(session, row("2024-05-02", 1)))
        .contains("#/rows/0", "out_of_order", "after 2024-05-0");
    assertThat(refusal(session, row("2024-05-01", 1))).contains("#/rows/0", "out_of_order");
    step(session, row("2024-05-04", 1));
  }

  @Test
  void aForecastTellsTheOffsetAndTheHourThatTheClockRepeats() {
    String model = learn("sm-autumn", FORECAST, Clocks::berlin);
    String rows = rows(4, at -> Clocks.berlin(23 + at));
    String future =
        ",\"future\":[{\"day\":\"%s\"},{\"day\":\"%s\"}]"
            .formatted(Clocks.berlin(27), Clocks.berlin(28));
    String session = open(model, "{}");
    for (int at = 0; at < 3; at++) {
      step(session, row(Clocks.berlin(23 + at), at));
    }
    JsonNode told = step(session, row("2023-10-29T02:00+02:00", 3), future);
    assertThat(told.findValuesAsString("time"))
        .containsExactly("2023-10-29T02:00+01:00", "2023-10-29T03:00+01:00");
    assertThat(told).isEqualTo(forecast(model, "{\"history\":%s%s}".formatted(rows, future)));
    assertThat(step(session, row("2023-10-29T02:00+01:00", 4)).findValuesAsString("time"))
        .containsExactly("2023-10-29T03:00:00+01:00", "2023-10-29T04:00:00+01:00");
  }

  @Test
  void monthsAreAnsweredAsMonths() {
    String model =
        learn("sm-months", FORECAST, at -> YearMonth.of(2000, 1).plusMonths(at).toString());
    String trained = open(model, "{\"series\":\"\"}");
    assertThat(step(trained, "{\"x\":3}").findValuesAsString("time"))
        .containsExactly("2016-10", "2016-11");
    assertThat(step(trained, row("2016-12", 3)).findValuesAsString("time"))
        .containsExactly("2017-01", "2017-02");
    assertThat(step(trained, row("2017-01-15", 3)).findValuesAsString("time"))
        .containsExactly("2017-02-15", "2017-03-15");
  }

  @Test
  void rowsThatAreCountedAreForecastFromTheirNumbers() {
    String model = learn("sm-counted", FORECAST, at -> Integer.toString(1960 + at));
    String trained = open(model, "{\"series\":\"\"}");
    assertThat(step(trained, "{\"x\":3}").findValuesAsString("time"))
        .containsExactly("2161", "2162");
    assertThat(refusal(trained, "{\"day\":2160,\"x\":3}")).contains("after 2160, found 2160");
    assertThat(step(trained, "{\"day\":2170,\"x\":3}").findValuesAsString("time"))
        .containsExactly("2171", "2172");
  }

  @Test
  void aColumnMustHaveAValueBeforeAnythingIsForecast() {
    String model = learn("sm-empty", FORECAST, SessionMomentJourneyTests::day);
    String session = open(model, "{}");
    for (int at = 1; at < 4; at++) {
      step(session, row("2024-05-0" + at, null));
    }
    assertThat(refusal(session, row("2024-05-04", null)))
        .contains("#/rows", "missing", "The column x must have at least one value.");
    assertThat(step(session, row("2024-05-04", 3)).size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"forecast", "label"})
  void anExportOfAnEarlierVersionGoesOn(String kind) {
    String model =
        learn(
            "sm-earlier-" + kind,
            kind.equals("label") ? "\"problem\":\"label\",\"targets\":[\"way\"]" : FORECAST,
            SessionMomentJourneyTests::day);
    String session = open(model, "{}");
    for (int at = 1; at < 5; at++) {
      step(session, row("2024-05-0" + at, at));
    }
    ObjectNode export = (ObjectNode) client.get(session + "/export").body();
    ((ObjectNode) export.path("state")).remove(List.of("last_moment", "before"));
    String other = open(model, "{\"export\":%s}".formatted(export));
    assertThat(step(other, row("2024-05-05", 7))).isEqualTo(step(session, row("2024-05-05", 7)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0,90000,null]", "[null,0,null]", "[1e15,null,null]", "[null,null,7]"})
  void aStateHoldsAMomentThatARowCouldHaveTold(String moment) {
    String model = learn("sm-state", FORECAST, SessionMomentJourneyTests::day);
    Client.Answer answer =
        client.put(
            open(model, "{}") + "/state", "{\"state\":{\"last_moment\":%s}}".formatted(moment));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains("#/state/last_moment");
  }

  private String learn(String model, String data, IntFunction<String> moment) {
    if (client.get("/api/v1/models/" + model).status() == 404) {
      client.postCsv(
          "/api/v1/datasets?name=" + model,
          IntStream.range(0, 200)
              .mapToObj(at ->
                  "%s,%d,%s".formatted(moment.apply(at), at * at % 23, at % 3 == 0 ? "in" : "out"))
              .collect(Collectors.joining("\n", "day,x,way\n", "\n")));
      client.learn(model, model, data.contains("inputs") ? data : data + ",\"inputs\":[\"x\"]");
    }
    return model;
  }

  private static String day(int at) {
    return LocalDate.of(2021, 1, 1).plusDays(at).toString();
  }

  private static String row(String day, @Nullable Integer x) {
    return "{\"day\":\"%s\",\"x\":%s}".formatted(day, x);
  }

  private static String rows(int count, IntFunction<String> moment) {
    return IntStream.range(0, count).mapToObj(at -> row(moment.apply(at), at)).toList().toString();
  }

  private String open(String model, String request) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/sessions", request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.location();
  }

  private JsonNode step(String session, String row) {
    return step(session, row, "");
  }

  private JsonNode step(String session, String row, String more) {
    Client.Answer answer =
        client.post(session + "/steps", "{\"rows\":[%s]%s}".formatted(row, more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode told = answer.body().path("answers").path(0).path("answer");
    return told.has("forecast") ? told.path("forecast") : told;
  }

  private String refusal(String session, String row) {
    Client.Answer answer = client.post(session + "/steps", "{\"rows\":[%s]}".formatted(row));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    return answer.text();
  }

  private JsonNode forecast(String model, String question) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/forecast", question);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("forecast");
  }
}
