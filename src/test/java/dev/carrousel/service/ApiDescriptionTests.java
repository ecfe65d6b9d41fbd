package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@JourneyTest
class ApiDescriptionTests {

  private JsonNode paths;
  @Autowired private Client client;

  @BeforeEach
  void read() {
    paths = client.get("/v3/api-docs").body().path("paths");
  }

  @Test
  void everyOperationHasANameASummaryAndAProblem() {
    Set<String> names = new HashSet<>();
    forEachOperation((path, operation) -> {
      assertThat(names.add(operation.path("operationId").asString())).as(path).isTrue();
      assertThat(operation.path("summary").asString()).as(path).isNotBlank();
      assertThat(
              operation
                  .at("/responses/4XX/content/application~1problem+json/example/code")
                  .asString())
          .as(path)
          .isNotBlank();
    });
    assertThat(names).hasSizeGreaterThan(15).contains("submitJob", "uploadDataset", "forecast");
  }

  @Test
  void everyJsonBodyHasAnExample() {
    forEachOperation((path, operation) -> {
      JsonNode request = operation.at("/requestBody/content/application~1json");
      assertThat(request.isMissingNode() || request.has("example"))
          .as("request of %s", path)
          .isTrue();
      operation
          .path("responses")
          .properties()
          .forEach(response -> {
            JsonNode answer = response.getValue().at("/content/application~1json");
            assertThat(answer.isMissingNode() || answer.has("example"))
                .as("answer of %s", path)
                .isTrue();
          });
    });
  }

  @Test
  void pollersFindTheirHeaders() {
    JsonNode job = paths.at("/~1api~1v1~1jobs~1{job}/get/responses");
    assertThat(job.at("/200/headers").propertyNames()).contains("ETag", "Retry-After");
    assertThat(job.at("/304/headers").propertyNames()).contains("ETag", "Retry-After");
    assertThat(paths.at("/~1api~1v1~1jobs/post/responses/202/headers").propertyNames())
        .contains("Retry-After");
    forEachOperation((path, operation) ->
        assertThat(operation.at("/responses/503/headers").propertyNames())
            .as(path)
            .containsExactly("Retry-After"));
  }

  @Test
  void theExampleOfAJobIsAccepted() {
    JsonNode example =
        paths.at("/~1api~1v1~1jobs/post/requestBody/content/application~1json/example");
    String job = client.submit(example.toString());
    client.post("/api/v1/jobs/" + job + "/cancel", "");
    assertThat(client.awaitEnd(job).path("status").asString()).isEqualTo("cancelled");
  }

  @Test
  void choicesAreSpeltInSmallLetters() {
    JsonNode schemas = client.get("/v3/api-docs").body().at("/components/schemas");
    List<String> choices =
        schemas.findValues("enum").stream()
            .flatMap(JsonNode::valueStream)
            .map(JsonNode::asString)
            .toList();
    assertThat(choices)
        .contains("centered-two", "window-mean", "time-of-day", "truncated-gradient")
        .filteredOn(choice -> choice.matches(".*[A-Z].*"))
        .isEmpty();
  }

  @Test
  void theBrowserPageIsThere() {
    assertThat(client.get("/swagger-ui/index.html").status()).isEqualTo(200);
  }

  private void forEachOperation(OperationCheck check) {
    assertThat(paths.size()).isPositive();
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    check.check(operation.getKey() + " " + path.getKey(), operation.getValue())));
  }

  /** Looks at one operation. */
  private interface OperationCheck {
    void check(String path, JsonNode operation);
  }
}
