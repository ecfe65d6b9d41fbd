package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What may be uploaded besides plain CSV, and what is made of it. */
@JourneyTest
class UploadJourneyTests {

  @Autowired private Client client;

  @Autowired private JdbcClient jdbc;

  @Test
  void ofUploadsUnderOneNameAtTheSameMomentOneIsKept() {
    List<Integer> statuses =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(upload ->
                client.postCsv(
                    "/api/v1/datasets?name=own-race", "day,load\n1,%d\n".formatted(upload)))
            .map(Client.Answer::status)
            .toList();
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
  }

  @Test
  void objectsAreRowsAndTheirKeysAreColumns() {
    JsonNode lines =
        post(
            "lines",
            "application/x-ndjson",
            "{\"a\":1,\"b\":\"x\"}\n{\"a\":2.5}\n{\"b\":\"y\",\"c\":true}\n");
    JsonNode list =
        post(
            "list",
            "application/json",
            "[{\"a\":1,\"b\":\"x\"},{\"a\":2.5},{\"b\":\"y\",\"c\":true}]");
    assertThat(lines.path("columns")).isEqualTo(list.path("columns"));
    assertThat(lines.path("rows").asInt()).isEqualTo(3);
    assertThat(lines.at("/columns/0/mean").asDouble()).isEqualTo(1.75);
    assertThat(lines.at("/columns/2/missing").asInt()).isEqualTo(2);
  }

  @Test
  void rowsOfOneColumnWithoutAValueAreRows() {
    String lines =
        IntStream.range(0, 100)
            .mapToObj(row -> "{\"x\":%s}".formatted(row % 5 == 4 ? null : row))
            .collect(Collectors.joining("\n"));
    JsonNode stored = post("one-column", "application/x-ndjson", lines);
    assertThat(stored.path("rows").asInt()).isEqualTo(100);
    assertThat(stored.at("/columns/0/missing").asInt()).isEqualTo(20);
  }

  @Test
  void emptyLinesBetweenOthersAreRowsOfAFileOfOneColumn() {
    JsonNode stored =
        client.postCsv("/api/v1/datasets?name=blanks", "x\n\n1\n\n\n\"2\n\"\n\n3\n\n\n").body();
    assertThat(stored.path("rows").asInt()).isEqualTo(7);
    assertThat(stored.at("/columns/0/missing").asInt()).isEqualTo(4);
    assertThat(client.get("/api/v1/datasets/blanks/preview").body().path("rows").toString())
        .isEqualTo(
            """
            [{"x":null},{"x":"1"},{"x":null},{"x":null},{"x":"2\\n"},{"x":null},{"x":"3"}]\
            """);
  }

  @Test
  void tablesStoredBeforeEmptyLinesWereRowsAreReadAsTheyWereCounted() {
    String numbers =
        IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    client.postCsv("/api/v1/datasets?name=before", "x\n0\n\n" + numbers + "\n");
    assertThat(storedBefore(101)).isOne();
    String forecast =
        "{\"data\":{\"dataset\":\"before\",\"problem\":\"forecast\",\"targets\":[\"x\"]}}";
    JsonNode plan = client.plan(forecast);
    assertThat(plan.path("parameterCount").asInt()).as(plan.toString()).isPositive();
    assertThat(storedBefore(102)).isOne();
    assertThat(client.plan(forecast).toString()).contains("holds 101; upload it again");
  }

  private int storedBefore(int rows) {
    return jdbc.sql(
            """
            update dataset set row_count = :rows, csv_format = replace(csv_format, ',"blankRows":true', '')
            where name = 'before'
            """)
        .param("rows", rows)
        .update();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"a\":[1]}]|record 1 must hold a number, a text, true, false or null in field a",
        "[1,2]|record 1 must hold an object",
        "[{\"a\":1},[2]]|record 2 must hold an object",
        "[{\"a\":1}|cannot be read as JSON",
        "[]|at least one object"
      })
  void whatIsNoTableInJsonIsRefused(String json, String detail) {
    Client.Answer answer =
        client.post(
            "/api/v1/datasets?name=refused-json",
            "application/json",
            json.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.body().path("detail").asString()).contains(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "identity"})
  void packedFilesAreUnpacked(String encoding) throws IOException {
    Client.Answer answer =
        client.send(
            client
                .request(
                    "/api/v1/datasets?name=packed-" + encoding,
                    "text/csv",
                    BodyPublishers.ofByteArray(packed("a,b\n1,2\n3,4\n")))
                .header("Content-Encoding", encoding));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.body().path("rows").asInt()).isEqualTo(2);
  }

  @Test
  void packedFilesOfFormsAreUnpackedAndNamedWithoutTheirEndings() throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"form.ndjson.gz\"\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(packed("{\"a\":1}\n{\"a\":2}\n"));
    form.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
    Client.Answer answer =
        client.post("/api/v1/datasets", "multipart/form-data; boundary=part", form.toByteArray());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.body().path("name").asString()).isEqualTo("form");
    assertThat(answer.body().path("rows").asInt()).isEqualTo(2);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aFewTextsAmongNumbersAreToldWithTheirLine() {
    String csv =
        IntStream.range(0, 30)
            .mapToObj(row -> row == 17 ? "abc" : Integer.toString(row))
            .collect(Collectors.joining("\n", "load\n", "\n"));
    Client.Answer answer = client.postCsv("/api/v1/datasets?name=mixed", csv);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("detail").asString())
        .contains("column load holds 29 numbers and 1 texts, first \"abc\" in line 19");
    JsonNode taken = client.postCsv("/api/v1/datasets?name=mixed&text=load", csv).body();
    assertThat(taken.at("/columns/0/type").asString()).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource({
    "someday,holds 199 dates and 1 texts; first \"someday\" in line 19",
    "2020-02-30,holds 199 dates and 1 texts; first \"2020-02-30\" in line 19",
    "'',holds 199 dates and lacks 1; the first in line 19"
  })
  void aFewTextsOrGapsAmongDatesAreToldWithTheirLine(String odd, String detail) {
    String csv =
        IntStream.range(0, 200)
            .mapToObj(
                row -> (row == 17 ? odd : LocalDate.of(2020, 1, 1).plusDays(row)) + "," + row % 7)
            .collect(Collectors.joining("\n", "day,load\n", "\n"));
    Client.Answer answer = client.postCsv("/api/v1/datasets?name=mixed-dates", csv);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("detail").asString())
        .contains("column day " + detail.replace(";", ","));
    JsonNode taken =
        client.postCsv("/api/v1/datasets?text=day&name=dates-as-text-" + odd.length(), csv).body();
    assertThat(taken.at("/columns/0/type").asString()).isEqualTo("text");
  }

  @Test
  void emptyLinesAmongDatesAreToldWithTheirLine() {
    String csv =
        IntStream.range(0, 200)
            .mapToObj(row -> row == 1 || row == 2 ? "" : LocalDate.of(2020, 1, 1).plusDays(row))
            .map(Object::toString)
            .collect(Collectors.joining("\n", "day\n", "\n"));
    Client.Answer answer = client.postCsv("/api/v1/datasets?name=blank-date", csv);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("detail").asString()).contains("lacks 2, the first in line 3");
  }

  @Test
  void aTableOfTenThousandColumnsIsRefused() {
    String wide =
        IntStream.range(0, 10_000).mapToObj(at -> "c" + at).collect(Collectors.joining(","));
    Client.Answer answer =
        client.postCsv("/api/v1/datasets?name=wide", wide + "\n" + wide.replace("c", "") + "\n");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("detail").asString()).contains("at most 20 columns, has 10000");
  }

  @Test
  void delimiterAndHeaderMayBeSaid() {
    JsonNode said =
        client
            .postCsv(
                "/api/v1/datasets?name=said&delimiter=semicolon&header=false", "a;1,5\nb;2,5\n")
            .body();
    assertThat(said.path("rows").asInt()).isEqualTo(2);
    assertThat(said.path("columns").findValuesAsString("name"))
        .containsExactly("column1", "column2");
    assertThat(client.postCsv("/api/v1/datasets?name=x&delimiter=ab", "a\n1\n").status())
        .isEqualTo(422);
    assertThat(client.postCsv("/api/v1/datasets?name=x&dates=year", "a\n1\n").status())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01;2020-02;2020-03,2020-01,2020-03,P1M",
    "31.01.2020;29.02.2020;31.03.2020,2020-01-31,2020-03-31,P1M",
    "13/01/2020;14/01/2020;15/01/2020,2020-01-13,2020-01-15,P1D",
    "01/13/2020;01/14/2020;01/15/2020,2020-01-13,2020-01-15,P1D",
    "2020/01/01;2020/01/08;2020/01/15,2020-01-01,2020-01-15,P7D",
    "1.2.2020 06:00;1.2.2020 12:00;1.2.2020 18:00,2020-02-01T06:00,2020-02-01T18:00,PT6H"
  })
  void datesOfOtherOrdersAreRead(String days, String first, String last, String spacing) {
    String name = "dates-" + Integer.toHexString(days.hashCode());
    String csv = "day,x\n" + days.replace(";", ",1\n") + ",2\n";
    JsonNode column = client.postCsv("/api/v1/datasets?name=" + name, csv).body().at("/columns/0");
    assertThat(column.path("type").asString()).isEqualTo("time");
    assertThat(column.path("minimum").asString()).isEqualTo(first);
    assertThat(column.path("maximum").asString()).isEqualTo(last);
    assertThat(column.path("spacing").asString()).isEqualTo(spacing);
  }

  @Test
  void datesThatCouldBeTwoThingsAreAskedAbout() {
    String csv = "day,x\n01/02/2020,1\n01/03/2020,2\n01/04/2020,3\n";
    JsonNode unsaid = client.postCsv("/api/v1/datasets?name=unsaid", csv).body();
    assertThat(unsaid.at("/columns/0/type").asString()).isEqualTo("text");
    assertThat(unsaid.path("warnings").toString()).contains("dates=day-first");
    JsonNode said = client.postCsv("/api/v1/datasets?name=said-day&dates=day-first", csv).body();
    assertThat(said.at("/columns/0/spacing").asString()).isEqualTo("P1M");
  }

  @Test
  void rowsOutOfOrderCannotBeForecast() {
    JsonNode stored =
        client
            .postCsv("/api/v1/datasets?name=unordered", "day,x\n2020-01-02,1\n2020-01-01,2\n")
            .body();
    assertThat(stored.path("warnings").toString()).contains("data.series");
    Client.Answer answer =
        client.post(
            "/api/v1/jobs",
            "{\"data\":{\"dataset\":\"unordered\",\"problem\":\"forecast\",\"targets\":[\"x\"]}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("must be in the order of time");
  }

  private JsonNode post(String name, String type, String body) {
    Client.Answer answer =
        client.post("/api/v1/datasets?name=" + name, type, body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.body();
  }
}
