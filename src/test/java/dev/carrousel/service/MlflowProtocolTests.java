package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** MLflow's REST API on the wire: every endpoint that is read, and every way to be refused. */
@JourneyTest
class MlflowProtocolTests {

  private static final String API = "/api/2.0/mlflow/";

  @Autowired private Client client;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          GET   | nothing                                                     | 404 | ENDPOINT_NOT_FOUND
          GET   | runs/search                                                 | 404 | ENDPOINT_NOT_FOUND
          POST  | runs/get                                                    | 404 | ENDPOINT_NOT_FOUND
          GET   |                                                             | 404 | ENDPOINT_NOT_FOUND
          POST  | experiments/create                                          | 501 | NOT_IMPLEMENTED
          POST  | experiments/delete                                          | 501 | NOT_IMPLEMENTED
          POST  | experiments/restore                                         | 501 | NOT_IMPLEMENTED
          POST  | experiments/update                                          | 501 | NOT_IMPLEMENTED
          POST  | experiments/set-experiment-tag                              | 501 | NOT_IMPLEMENTED
          POST  | runs/create                                                 | 501 | NOT_IMPLEMENTED
          POST  | runs/update                                                 | 501 | NOT_IMPLEMENTED
          POST  | runs/delete                                                 | 501 | NOT_IMPLEMENTED
          POST  | runs/restore                                                | 501 | NOT_IMPLEMENTED
          POST  | runs/log-metric                                             | 501 | NOT_IMPLEMENTED
          POST  | runs/log-parameter                                          | 501 | NOT_IMPLEMENTED
          POST  | runs/log-batch                                              | 501 | NOT_IMPLEMENTED
          POST  | runs/set-tag                                                | 501 | NOT_IMPLEMENTED
          POST  | runs/delete-tag                                             | 501 | NOT_IMPLEMENTED
          POST  | registered-models/create                                    | 501 | NOT_IMPLEMENTED
          POST  | registered-models/rename                                    | 501 | NOT_IMPLEMENTED
          PATCH | registered-models/update                                    | 501 | NOT_IMPLEMENTED
          DELETE| registered-models/delete                                    | 501 | NOT_IMPLEMENTED
          POST  | registered-models/alias                                     | 501 | NOT_IMPLEMENTED
          DELETE| registered-models/alias                                     | 501 | NOT_IMPLEMENTED
          POST  | model-versions/create                                       | 501 | NOT_IMPLEMENTED
          PATCH | model-versions/update                                       | 501 | NOT_IMPLEMENTED
          POST  | model-versions/transition-stage                             | 501 | NOT_IMPLEMENTED
          GET   | experiments/get                                             | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/get?experiment_id=nobody                        | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | experiments/get-by-name?experiment_name=nobody              | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | experiments/search?max_results=0                            | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/search?max_results=50001                        | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/search?max_results=many                         | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/search?page_token=elsewhere                     | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/search?view_type=SOME                           | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/search?filter=name%20%3D                        | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/search?order_by=colour                          | 400 | INVALID_PARAMETER_VALUE
          GET   | experiments/search?filter=%FF                                | 400 | INVALID_PARAMETER_VALUE
          GET   | runs/get                                                    | 400 | INVALID_PARAMETER_VALUE
          GET   | runs/get?run_id=run_nobody                                  | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | metrics/get-history?run_id=run_nobody                       | 400 | INVALID_PARAMETER_VALUE
          GET   | metrics/get-history?run_id=run_nobody&metric_key=loss       | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | metrics/get-history?run_id=x&metric_key=loss&page_token=-1  | 400 | INVALID_PARAMETER_VALUE
          GET   | metrics/get-history?run_id=x&metric_key=loss&page_token=900000000000000000 | 400 | INVALID_PARAMETER_VALUE
          GET   | metrics/get-history-bulk-interval?metric_key=loss           | 400 | INVALID_PARAMETER_VALUE
          GET   | metrics/get-history-bulk-interval?run_ids=x&metric_key=loss | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | metrics/get-history-bulk-interval?run_ids=x&metric_key=loss&start_step=5 | 400 | INVALID_PARAMETER_VALUE
          GET   | artifacts/list                                              | 400 | INVALID_PARAMETER_VALUE
          GET   | artifacts/list?run_id=run_nobody                            | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | registered-models/get?name=nobody                           | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | registered-models/get-latest-versions?name=nobody           | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | registered-models/alias?name=nobody&alias=champion          | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | registered-models/alias?name=nobody                         | 400 | INVALID_PARAMETER_VALUE
          GET   | registered-models/search?filter=metrics.a%20%3D%201         | 400 | INVALID_PARAMETER_VALUE
          GET   | model-versions/get?name=nobody&version=1                    | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | model-versions/get?name=nobody                              | 400 | INVALID_PARAMETER_VALUE
          GET   | model-versions/get-download-uri?name=nobody&version=1       | 404 | RESOURCE_DOES_NOT_EXIST
          GET   | model-versions/search?filter=version_number%20LIKE%20'1'    | 400 | INVALID_PARAMETER_VALUE
          """)
  void whatCannotBeAnsweredIsRefusedInMlflowsForm(
      String method, String path, int status, String code) {
    for (String prefix : new String[] {API, "/ajax-api/2.0/mlflow/"}) {
      Client.Answer answer = send(method, prefix + (path == null ? "" : path));
      assertThat(answer.status()).as(answer.text()).isEqualTo(status);
      assertThat(answer.body().path("error_code").asString()).isEqualTo(code);
      assertThat(answer.body().path("message").asString()).isNotBlank();
      assertThat(answer.body().size()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"experiment_ids\":",
        "{\"experiment_ids\":\"0\"}",
        "{\"experiment_ids\":[0]}",
        "{\"max_results\":1.5}",
        "{\"max_results\":true}",
        "{\"max_results\":99999999999999999999}",
        "{\"filter\":5}",
        "{\"order_by\":\"start_time\"}",
        "{\"page_token\":\"_\",\"experiment_ids\":[\"0\"]}",
        "{\"filter\":\"metrics.loss ~ 1\"}",
        "NaN"
      })
  void aWrongBodyIsRefusedInMlflowsForm(String body) {
    Client.Answer answer = client.post(API + "runs/search", body);
    if (body.isEmpty()) {
      assertThat(answer.body().path("runs").size()).isZero();
    } else {
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.body().path("error_code").asString()).isEqualTo("INVALID_PARAMETER_VALUE");
    }
  }

  @Test
  void artifactsAreReadOnly() {
    String file = "/api/2.0/mlflow-artifacts/artifacts/0/run_nobody/artifacts/weights.safetensors";
    assertThat(client.get(file).body().path("error_code").asString())
        .isEqualTo("RESOURCE_DOES_NOT_EXIST");
    assertThat(client.put(file, "{}").body().path("error_code").asString())
        .isEqualTo("NOT_IMPLEMENTED");
    assertThat(client.delete(file).status()).isEqualTo(501);
    assertThat(client.get("/api/2.0/mlflow-artifacts/nothing").status()).isEqualTo(404);
    assertThat(
            client
                .get("/api/2.0/mlflow-artifacts/artifacts?path=../../etc/passwd")
                .body()
                .path("error_code")
                .asString())
        .isEqualTo("RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void aRunIsWrittenAsMlflowWritesIt() {
    String job =
        """
        {"name":"wire","labels":{"experiment":"on the wire"},"seed":7,"model":"wire","data":{"task":"adding"},
         "training":{"stop":{"maxSequences":200}}}
        """;
    client.awaitEnd(client.submit(job));
    JsonNode experiment =
        client
            .get(API + "experiments/search?filter=name%20ILIKE%20'ON%20THE%25'&max_results=5")
            .body()
            .at("/experiments/0");
    assertThat(experiment.path("experiment_id").asString()).isEqualTo("on~20the~20wire");
    assertThat(experiment.path("lifecycle_stage").asString()).isEqualTo("active");
    String search =
        "{\"experiment_ids\":[\"on~20the~20wire\"],\"max_results\":\"10\",\"unknown\":1}";
    JsonNode run = client.post(API + "runs/search", search).body().at("/runs/0");
    assertThat(run.at("/info/run_uuid")).isEqualTo(run.at("/info/run_id"));
    assertThat(run.at("/info/status").asString()).isEqualTo("FINISHED");
    assertThat(run.at("/info/start_time").isIntegralNumber()).isTrue();
    assertThat(run.at("/data/params").toString()).contains("{\"key\":\"seed\",\"value\":\"7\"}");
    assertThat(run.at("/data/metrics").toString()).contains("result.meanAbsoluteError");

    String id = run.at("/info/run_id").asString();
    JsonNode page =
        client
            .get(API + "metrics/get-history?run_id=" + id + "&metric_key=loss&max_results=3")
            .body();
    assertThat(page.path("metrics").size()).isEqualTo(3);
    JsonNode next =
        client
            .get(
                API
                    + "metrics/get-history?run_id="
                    + id
                    + "&metric_key=loss&max_results=3&page_token="
                    + page.path("next_page_token").asString())
            .body();
    assertThat(next.at("/metrics/0/step").asLong())
        .isGreaterThan(page.at("/metrics/2/step").asLong());
    JsonNode thinned =
        client
            .get(
                API
                    + "metrics/get-history-bulk-interval?run_ids="
                    + id
                    + "&metric_key=loss&start_step=10&end_step=190&max_results=20")
            .body()
            .path("metrics");
    assertThat(thinned.size()).isBetween(1, 20);
    assertThat(thinned.path(0).path("run_id").asString()).isEqualTo(id);
    JsonNode figure =
        client
            .get(API + "metrics/get-history?run_id=" + id + "&metric_key=result.meanAbsoluteError")
            .body();
    assertThat(figure.path("metrics").size()).isEqualTo(1);
  }

  @Test
  void aRunThatWaitsOrWorksHasNoEnd() {
    String job =
        """
        {"name":"open","labels":{"experiment":"open end"},"data":{"task":"adding"},"training":{"stop":{"maxSequences":5000000}}}
        """;
    String id = client.submit(job);
    String search = "{\"experiment_ids\":[\"open~20end\"]}";
    JsonNode info = client.post(API + "runs/search", search).body().at("/runs/0/info");
    assertThat(info.path("status").asString()).isIn("SCHEDULED", "RUNNING");
    assertThat(info.has("end_time")).isFalse();
    client.post("/api/v1/jobs/" + id + "/cancel", "");
    client.awaitEnd(id);
    assertThat(client.post(API + "runs/search", search).body().at("/runs/0/info/status").asString())
        .isEqualTo("KILLED");
  }

  @Test
  void aJobMovesToTheExperimentOfItsNewLabel() {
    String id =
        client.submit(
            "{\"data\":{\"task\":\"adding\"},\"training\":{\"stop\":{\"maxSequences\":20}}}");
    client.awaitEnd(id);
    client.patch("/api/v1/jobs/" + id, "{\"labels\":{\"experiment\":\"moved here\"}}");
    JsonNode runs =
        client
            .post(API + "runs/search", "{\"experiment_ids\":[\"moved~20here\"]}")
            .body()
            .path("runs");
    assertThat(runs.size()).isEqualTo(1);
    assertThat(
            client
                .post(
                    API + "runs/search",
                    "{\"experiment_ids\":[\"0\"],\"filter\":\"tags.`carrousel.job` = '%s'\"}"
                        .formatted(id))
                .body()
                .path("runs")
                .size())
        .isZero();
  }

  private Client.Answer send(String method, String path) {
    return switch (method) {
      case "GET" -> client.get(path.replace(" ", "%20"));
      case "POST" -> client.post(path, "{}");
      case "PATCH" -> client.patch(path, "{}");
      default -> client.delete(path);
    };
  }
}
