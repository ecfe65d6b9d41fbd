package dev.carrousel.service;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The moments of rows, from the upload to the forecast. */
@JourneyTest
class MomentJourneyTests {

  private static final String LEARN = "\"problem\":\"forecast\",\"targets\":[\"x\"],\"window\":8";

  @Autowired private Client client;

  @Test
  void hoursFollowEachOtherWhereTheClockIsSetBack() {
    upload("autumn", 200, Clocks::berlin);
    client.learn("autumn", "autumn", LEARN + ",\"horizon\":2");
    assertThat(forecast("autumn", "{}").findValuesAsString("time"))
        .containsExactly("2023-11-05T07:00:00+01:00", "2023-11-05T08:00:00+01:00");
  }

  @Test
  void hoursOfSeveralSeriesFollowEachOtherWhereTheClockIsSetBack() {
    uploadOfTwo("autumns", 200, Clocks::berlin);
    client.learn("autumns", "autumns", LEARN + ",\"horizon\":2,\"series\":\"of\"");
    assertThat(forecast("autumns", "{\"series\":\"b\"}").findValuesAsString("time"))
        .containsExactly("2023-11-05T07:00:00+01:00", "2023-11-05T08:00:00+01:00");
  }

  @Test
  void tensorsTellAnHourTwiceWhereTheClockIsSetBack() {
    upload("autumn-tensors", 200, Clocks::berlin);
    client.learn("autumn-tensors", "autumn-tensors", LEARN + ",\"horizon\":2");
    String times =
        IntStream.range(22, 30)
            .mapToObj(Clocks::berlin)
            .map(text -> OffsetDateTime.parse(text).toLocalDateTime())
            .map(clock -> String.valueOf(clock.toEpochSecond(ZoneOffset.UTC)))
            .collect(Collectors.joining(","));
    Client.Answer answer =
        client.post(
            "/v2/models/autumn-tensors/infer",
            """
            {"inputs":[{"name":"x","shape":[1,8,1],"datatype":"FP32","data":[1,2,3,4,5,6,7,8]},
              {"name":"time","shape":[1,8],"datatype":"INT64","data":[%s]}]}
            """
                .formatted(times));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(client.get("/v2/models/autumn-tensors").body().at("/properties/time").asString())
        .contains("of the rows' own clock");
  }

  @Test
  void daysFollowEachOtherWhereTheClockIsSetForward() {
    upload("spring", 60, MomentJourneyTests::berlinDay);
    assertThat(client.get("/api/v1/datasets/spring").body().at("/columns/0/spacing").asString())
        .isEqualTo("P1D");
    uploadOfTwo("springs", 60, MomentJourneyTests::berlinDay);
    client.learn("springs", "springs", LEARN + ",\"horizon\":2,\"series\":\"of\"");
    assertThat(forecast("springs", "{\"series\":\"b\"}").findValuesAsString("time"))
        .containsExactly("2024-04-30T00:00:00+02:00", "2024-05-01T00:00:00+02:00");
  }

  @Test
  void monthsAreAnsweredAsMonths() {
    upload("months", 60, MomentJourneyTests::month);
    client.learn("months", "months", LEARN + ",\"horizon\":2");
    assertThat(
            forecast("months", "{\"history\":%s}".formatted(rows(8, MomentJourneyTests::month)))
                .findValuesAsString("time"))
        .containsExactly("2019-09", "2019-10");
    uploadOfTwo("months-of-two", 60, MomentJourneyTests::month);
    client.learn("months-of-two", "months-of-two", LEARN + ",\"horizon\":2,\"series\":\"of\"");
    assertThat(forecast("months-of-two", "{\"series\":\"b\"}").findValuesAsString("time"))
        .containsExactly("2024-01", "2024-02");
  }

  @Test
  void momentsInUtcAreComparedByTheirInstant() {
    upload("utc", 60, MomentJourneyTests::utc);
    client.learn("utc", "utc", LEARN + ",\"horizon\":1");
    String history = rows(8, MomentJourneyTests::utc);
    assertThat(forecast("utc", "{\"history\":%s}".formatted(history)).findValuesAsString("time"))
        .containsExactly("2024-01-01T08:00:00Z");
    String later = "2024-01-01T03:00-05:00";
    assertThat(
            forecast(
                    "utc",
                    "{\"history\":%s,\"future\":[{\"day\":\"%s\"}]}".formatted(history, later))
                .findValuesAsString("time"))
        .containsExactly(later);
  }

  @Test
  void rowsMayFollowEachOtherInFractionsOfASecond() {
    upload(
        "fast",
        60,
        row -> LocalDateTime.parse("2023-01-01T00:00").plus(100L * row, MILLIS).toString());
    client.learn("fast", "fast", LEARN + ",\"horizon\":2");
    assertThat(forecast("fast", "{}").findValuesAsString("time"))
        .containsExactly("2023-01-01T00:00:06", "2023-01-01T00:00:06.1");
  }

  @Test
  void rowsThatAreCountedAreForecastFromTheirNumbers() {
    upload("counted", 60, Integer::toString);
    client.learn("counted", "counted", LEARN + ",\"horizon\":2");
    assertThat(
            forecast("counted", "{\"history\":%s}".formatted(rows(8, row -> 1700 + row + "")))
                .findValuesAsString("time"))
        .containsExactly("1708", "1709");
    assertThat(refusal("counted", "{\"history\":%s}".formatted(rows(8, MomentJourneyTests::day))))
        .contains("#/history/0", "must be a number", "2024-01-01");
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    upload("ordered", 60, MomentJourneyTests::day);
    client.learn("ordered", "ordered", LEARN + ",\"horizon\":3");
    assertThat(refusal("ordered", "{\"history\":%s}".formatted(rows(8, row -> day(8 - row)))))
        .contains("#/history/1", "after 2024-01-09, found 2024-01-08");
    assertThat(
            refusal(
                "ordered",
                "{\"future\":[{\"day\":\"1999-01-01\"},{\"day\":\"1990-01-01\"},{\"day\":\"2050-01-01\"}]}"))
        .contains("#/future/0", "after 2024-02-29, found 1999-01-01");
    assertThat(refusal("ordered", "{\"history\":%s}".formatted(rows(8, row -> "1700"))))
        .contains("#/history/0", "must be a date");
  }

  @Test
  void businessDaysAreForecastFromTheStoredEndOnceTheirFutureIsTold() {
    upload("business", 300, MomentJourneyTests::businessDay);
    client.learn("business", "business", LEARN + ",\"horizon\":2");
    assertThat(
            client
                .plan("{\"data\":{\"dataset\":\"business\",%s}}".formatted(LEARN))
                .at("/configuration/data/calendar")
                .toString())
        .contains("weekday");
    assertThat(refusal("business", "{}")).contains("#/future", "missing_time");
    String future = "[{\"day\":\"2025-02-24\"},{\"day\":\"2025-02-25\"}]";
    assertThat(forecast("business", "{\"future\":%s}".formatted(future)).findValuesAsString("time"))
        .containsExactly("2025-02-24", "2025-02-25");
  }

  private static String businessDay(int row) {
    return day(row / 5 * 7 + row % 5);
  }

  private static String month(int row) {
    return YearMonth.of(2019, 1).plusMonths(row).toString();
  }

  private static String utc(int hour) {
    return OffsetDateTime.parse("2024-01-01T00:00Z").plusHours(hour).toString();
  }

  private static String berlinDay(int day) {
    return LocalDate.of(2024, 3, 1)
        .plusDays(day)
        .atStartOfDay(ZoneId.of("Europe/Berlin"))
        .toOffsetDateTime()
        .toString();
  }

  private static String day(int row) {
    return LocalDate.of(2024, 1, 1).plusDays(row).toString();
  }

  private static String rows(int count, IntFunction<String> moment) {
    return IntStream.range(0, count)
        .mapToObj(moment)
        .map(time -> time.matches("\\d+") ? time : '"' + time + '"')
        .map(time -> "{\"day\":%s,\"x\":%d}".formatted(time, time.hashCode() % 23))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String refusal(String model, String question) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/forecast", question);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    return answer.text();
  }

  /** Two series, a and b, whose rows alternate. */
  private void uploadOfTwo(String name, int rows, IntFunction<String> moment) {
    Client.Answer answer =
        client.postCsv(
            "/api/v1/datasets?name=" + name,
            IntStream.range(0, rows)
                .boxed()
                .flatMap(row ->
                    Stream.of("a", "b").map(of -> moment.apply(row) + "," + of + "," + row % 7))
                .collect(Collectors.joining("\n", "day,of,x\n", "\n")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private void upload(String name, int rows, IntFunction<String> moment) {
    Client.Answer answer =
        client.postCsv(
            "/api/v1/datasets?name=" + name,
            IntStream.range(0, rows)
                .mapToObj(row -> moment.apply(row) + "," + row * row % 23)
                .collect(Collectors.joining("\n", "day,x\n", "\n")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.body().at("/columns/0/type").asString()).isEqualTo("time");
  }

  private JsonNode forecast(String model, String question) {
    Client.Answer answer = client.post("/api/v1/models/" + model + "/forecast", question);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("forecast");
  }
}
