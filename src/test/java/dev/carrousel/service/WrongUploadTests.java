package dev.carrousel.service;

import static dev.carrousel.service.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each file that cannot be learned from is refused, and nothing of it stays. */
@JourneyTest
class WrongUploadTests {

  @Autowired private JdbcClient jdbc;

  @Autowired private Client client;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
              empty                  | 422 | ``
              header only            | 422 | `a,b\\n`
              blank lines only       | 422 | `\\n\\n\\n`
              ragged, too few        | 422 | `a,b\\n1,2\\n3\\n`
              ragged, too many       | 422 | `a,b\\n1,2\\n3,4,5\\n`
              two columns of one name | 422 | `a,a\\n1,2\\n`
          column without a name  | 422 | `a,\\n1,2\\n`
              open quote             | 422 | `a,b\\n"1,2\\n3,4\\n`
              open quote in the last field | 422 | `a,b\\n1,"xyz\\n2,3\\n`
          """)
  void filesThatAreNoTablesAreRefused(String name, int status, String csv) {
    assertProblem(
        client.postCsv("/api/v1/datasets?name=refused", csv.replace("\\n", "\n")), status);
    assertThat(client.get("/api/v1/datasets/refused").status()).isEqualTo(404);
    assertNothingLeft();
  }

  @Test
  void theLineOfAnOpenQuoteIsTold() {
    assertThat(client.postCsv("/api/v1/datasets?name=refused", "a,b\n1,\"x\n2,3\n").text())
        .contains("Unclosed quoted field", "line 2");
  }

  @Test
  void filesInOtherEncodingsAreRefused() throws IOException {
    assertProblem(
        client.post(
            "/api/v1/datasets?name=refused",
            "text/csv",
            "a,b\n1,ü\n".getBytes(StandardCharsets.ISO_8859_1)),
        422);
    assertProblem(
        client.post(
            "/api/v1/datasets?name=refused",
            "text/csv",
            "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16)),
        422);
    assertProblem(
        client.post("/api/v1/datasets?name=refused", "text/csv", new byte[] {0, 1, 2, (byte) 0xff}),
        422);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[5_000_000]);
    }
    assertProblem(
        client.send(
            client
                .request(
                    "/api/v1/datasets?name=refused",
                    "text/csv",
                    BodyPublishers.ofByteArray(bytes.toByteArray()))
                .header("Content-Encoding", "gzip")),
        413);
    assertProblem(
        client.send(
            client
                .request(
                    "/api/v1/datasets?name=refused",
                    "text/csv",
                    BodyPublishers.ofString("a,b\n1,2\n"))
                .header("Content-Encoding", "gzip")),
        400);
    assertProblem(
        client.send(
            client
                .request(
                    "/api/v1/datasets?name=refused",
                    "text/csv",
                    BodyPublishers.ofString("a,b\n1,2\n"))
                .header("Content-Encoding", "br")),
        415);
    assertNothingLeft();
  }

  @Test
  void filesBeyondTheLimitsAreRefused() {
    assertProblem(
        client.postCsv("/api/v1/datasets?name=refused", "x\n" + "1\n".repeat(600_000)), 413);
    String wide =
        IntStream.range(0, 21).mapToObj(column -> "c" + column).collect(Collectors.joining(","));
    assertProblem(
        client.postCsv("/api/v1/datasets?name=refused", wide + "\n" + wide.replace("c", "") + "\n"),
        422);
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({"''", "ds_x", "a/b", "..", "%2e%2e%2fetc", "a%20b", "%00"})
  void datasetNamesAreChecked(String name) {
    assertProblem(client.postCsv("/api/v1/datasets?name=" + name, "x\n1\n2\n"), 422);
  }

  @Test
  void aNameIsNotTakenTwiceByDifferentFiles() {
    assertThat(client.postCsv("/api/v1/datasets?name=taken", "x\n1\n2\n").status()).isEqualTo(201);
    assertThat(client.postCsv("/api/v1/datasets?name=taken", "x\n1\n2\n").status()).isEqualTo(200);
    assertProblem(client.postCsv("/api/v1/datasets?name=taken", "x\n1\n3\n"), 409);
  }

  private void assertNothingLeft() {
    assertThat(
            jdbc.sql("select count(*) from dataset where name = 'refused'")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql(
                    "select count(*) from dataset_chunk where dataset_id not in (select id from dataset)")
                .query(Long.class)
                .single())
        .isZero();
  }
}
