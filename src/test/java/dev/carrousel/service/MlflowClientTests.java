package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrousel.service.web.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.RunsPage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** MLflow's own Java client reads what was trained here. */
@JourneyTest
class MlflowClientTests {

  @LocalServerPort private int port;
  @Autowired private Client client;
  private MlflowClient mlflow;

  @BeforeEach
  void connect() {
    mlflow = new MlflowClient("http://127.0.0.1:" + port);
  }

  @AfterEach
  void close() {
    mlflow.close();
  }

  @Test
  void aForecastingJobIsReadAsARun() {
    JsonNode job = train("tides", "tide", 1);
    Experiment experiment = mlflow.getExperimentByName("tides").orElseThrow();
    assertThat(mlflow.getExperiment(experiment.getExperimentId())).isEqualTo(experiment);
    assertThat(names()).contains("tides");

    RunInfo info = onlyRun(experiment);
    assertThat(info.getStatus()).isEqualTo(RunStatus.FINISHED);
    assertThat(info.getRunName()).isEqualTo("small");
    assertThat(info.getStartTime()).isPositive().isLessThanOrEqualTo(info.getEndTime());

    Run run = mlflow.getRun(info.getRunId());
    Map<String, String> params =
        run.getData().getParamsList().stream()
            .collect(Collectors.toMap(Param::getKey, Param::getValue));
    assertThat(params)
        .containsEntry("network.layers", "[3]")
        .containsEntry("data.problem", "forecast")
        .containsEntry("training.epochs", "3");
    Map<String, String> tags =
        run.getData().getTagsList().stream()
            .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue));
    assertThat(tags)
        .containsEntry("experiment", "tides")
        .containsEntry("mlflow.runName", "small")
        .containsEntry("carrousel.job", job.path("id").asString());
    assertThat(run.getInputs().getDatasetInputs(0).getDataset().getName())
        .isEqualTo("sunspots-yearly");
  }

  @Test
  void metricsAndTheirHistoryAreThoseOfTheJob() {
    JsonNode job = train("series", "series", 1);
    String runId = onlyRun(mlflow.getExperimentByName("series").orElseThrow()).getRunId();
    JsonNode points =
        client
            .get("/api/v1/jobs/%s/metrics?names=loss&points=100000".formatted(id(job)))
            .body()
            .at("/series/loss");
    List<Metric> history = mlflow.getMetricHistory(runId, "loss");
    assertThat(history).hasSize(points.size());
    for (int at = 0; at < points.size(); at++) {
      assertThat(history.get(at).getStep()).isEqualTo(points.path(at).path("step").asLong());
      assertThat(history.get(at).getValue()).isEqualTo(points.path(at).path("value").asDouble());
    }
    assertThat(metrics(mlflow.getRun(runId)))
        .containsEntry("loss", history.getLast().getValue())
        .containsEntry(
            "result.test.sunspots.scores.model.meanAbsoluteError",
            job.at("/result/test/0/scores/0/meanAbsoluteError").asDouble());
  }

  @Test
  void runsAreFilteredSortedAndPaged() {
    for (int seed = 1; seed <= 3; seed++) {
      train("sorted", null, seed);
    }
    List<String> ids =
        List.of(mlflow.getExperimentByName("sorted").orElseThrow().getExperimentId());
    assertThat(infos(ids, "params.seed = '2' and metrics.loss > 0")).hasSize(1);
    assertThat(infos(ids, "status = 'FAILED'")).isEmpty();
    List<Double> losses = new ArrayList<>();
    Optional<String> token = Optional.of("");
    while (token.isPresent()) {
      RunsPage page =
          mlflow.searchRuns(
              ids, "", ViewType.ACTIVE_ONLY, 2, List.of("metrics.loss ASC"), token.get());
      page.getItems().forEach(run -> losses.add(metrics(run).get("loss")));
      token = page.getNextPageToken().filter(next -> !next.isEmpty());
    }
    assertThat(losses).hasSize(3).isSorted();
    RunsPage newest = mlflow.searchRuns(ids, "", ViewType.ACTIVE_ONLY, 2);
    RunsPage rest =
        mlflow.searchRuns(
            ids, "", ViewType.ACTIVE_ONLY, 2, List.of(), newest.getNextPageToken().orElseThrow());
    assertThat(newest.getItems()).hasSize(2);
    assertThat(rest.getItems()).hasSize(1);
    assertThat(rest.hasNextPage()).isFalse();
  }

  @Test
  void aJobOfSeveralRunsIsTheirParent() {
    String job =
        """
        {"name":"several","trials":3,"labels":{"experiment":"nested"},"data":{"task":"adding"},
         "training":{"stop":{"maxSequences":20}}}
        """;
    String id = client.submit(job);
    client.awaitEnd(id);
    List<String> ids =
        List.of(mlflow.getExperimentByName("nested").orElseThrow().getExperimentId());
    assertThat(infos(ids, "")).hasSize(4);
    List<RunInfo> children = infos(ids, "tags.`mlflow.parentRunId` = '%s'".formatted(id));
    assertThat(children)
        .extracting(RunInfo::getRunName)
        .containsExactlyInAnyOrder("several, trial 1", "several, trial 2", "several, trial 3");
    assertThat(mlflow.getRun(id).getInfo().getRunName()).isEqualTo("several");
  }

  @Test
  void modelsVersionsAndAliasesAreRead() {
    train("registry", "registered", 1);
    train("registry", "registered", 2);
    client.put("/api/v1/models/registered/aliases/champion", "{\"version\":1}");
    RegisteredModel model = mlflow.getRegisteredModel("registered");
    assertThat(model.getAliases(0).getAlias()).isEqualTo("champion");
    assertThat(model.getAliases(0).getVersion()).isEqualTo("1");
    assertThat(model.getLatestVersions(0).getVersion()).isEqualTo("2");
    assertThat(mlflow.getLatestVersions("registered")).hasSize(1);
    ModelVersion version = mlflow.getModelVersion("registered", "1");
    assertThat(mlflow.getRun(version.getRunId()).getInfo().getStatus())
        .isEqualTo(RunStatus.FINISHED);
    assertThat(mlflow.searchModelVersions("name = 'registered'").getItems()).hasSize(2);
    assertThat(mlflow.searchModelVersions("run_id = '%s'".formatted(version.getRunId())).getItems())
        .containsExactly(version);
    assertThat(mlflow.getModelVersionDownloadUri("registered", "1"))
        .isEqualTo(version.getSource())
        .endsWith("/weights.safetensors");
  }

  @Test
  void theClientIsToldThatNothingIsWritten() {
    assertThatThrownBy(() -> mlflow.createExperiment("mine"))
        .isInstanceOf(MlflowHttpException.class)
        .hasMessageContaining("501");
    assertThat(mlflow.getExperimentByName("mine")).isEmpty();
  }

  @Test
  void weightsAreListedAndDownloadedWithoutTheClient() {
    train("artifacts", "kept", 1);
    String runId = onlyRun(mlflow.getExperimentByName("artifacts").orElseThrow()).getRunId();
    JsonNode list = client.get("/api/2.0/mlflow/artifacts/list?run_id=" + runId).body();
    assertThat(list.path("root_uri").asString())
        .isEqualTo("mlflow-artifacts:/artifacts/%s/artifacts", runId);
    assertThat(list.at("/files/0/path").asString()).isEqualTo("weights.safetensors");
    byte[] file =
        client.download(
            "/api/2.0/mlflow-artifacts/artifacts/artifacts/%s/artifacts/weights.safetensors"
                .formatted(runId));
    assertThat(Sha256.of(file))
        .isEqualTo(
            client.get("/api/v1/models/kept/versions/1").body().path("weightsDigest").asString());
    assertThat(
            client
                .get(
                    "/api/2.0/mlflow-artifacts/artifacts?path=artifacts/%s/artifacts"
                        .formatted(runId))
                .body()
                .path("files"))
        .isEqualTo(list.path("files"));
  }

  private List<String> names() {
    return mlflow.searchExperiments().getItems().stream().map(Experiment::getName).toList();
  }

  private RunInfo onlyRun(Experiment experiment) {
    List<RunInfo> runs = infos(List.of(experiment.getExperimentId()), "");
    assertThat(runs).hasSize(1);
    return runs.getFirst();
  }

  private List<RunInfo> infos(List<String> experiments, String filter) {
    return mlflow.searchRuns(experiments, filter, ViewType.ACTIVE_ONLY, 100).getItems().stream()
        .map(Run::getInfo)
        .toList();
  }

  private static Map<String, Double> metrics(Run run) {
    return run.getData().getMetricsList().stream()
        .collect(Collectors.toMap(Metric::getKey, Metric::getValue));
  }

  private static String id(JsonNode job) {
    return job.path("id").asString();
  }

  private JsonNode train(String experiment, String model, int seed) {
    String job =
        """
        {"name":"small","labels":{"experiment":"%s"},"seed":%d,"model":%s,
         "data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":12,"horizon":2},
         "network":{"type":"lstm","layers":[3]},"training":{"epochs":3}}
        """
            .formatted(experiment, seed, model == null ? "null" : '"' + model + '"');
    return client.train(job);
  }
}
