package dev.carrousel.service.mlflow;

import dev.carrousel.service.datasets.Dataset;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as MLflow writes it. */
@Wire
record RunView(Info info, Data data, Inputs inputs) {

  static RunView of(SearchedRun run) {
    long observedAt = run.observedAt().toEpochMilli();
    List<Metric> metrics =
        run.metrics().entrySet().stream()
            .map(metric ->
                new Metric(
                    metric.getKey(),
                    metric.getValue().value(),
                    observedAt,
                    metric.getValue().step(),
                    null))
            .toList();
    return new RunView(
        Info.of(run),
        new Data(metrics, KeyValue.of(Settings.of(run.entry())), KeyValue.of(run.tags())),
        new Inputs(run.dataset().get().map(DatasetInput::of).stream().toList()));
  }

  /** What a run is. */
  @Wire
  record Info(
      String runId,
      String runUuid,
      String runName,
      String experimentId,
      String userId,
      String status,
      long startTime,
      @Nullable Long endTime,
      String artifactUri,
      String lifecycleStage) {

    static Info of(SearchedRun run) {
      Instant end = run.entry().finishedAt();
      return new Info(
          run.entry().id(),
          run.entry().id(),
          run.runName(),
          run.experimentId(),
          run.entry().owner(),
          run.status(),
          run.entry().createdAt().toEpochMilli(),
          end == null ? null : end.toEpochMilli(),
          run.artifactUri(),
          "active");
    }
  }

  /** What was measured, set and marked. */
  @Wire
  record Data(List<Metric> metrics, List<KeyValue> params, List<KeyValue> tags) {}

  /** One point of a metric; with its run where several runs are told of. */
  @Wire
  record Metric(String key, double value, long timestamp, long step, @Nullable String runId) {}

  /** What was learned from. */
  @Wire
  record Inputs(List<DatasetInput> datasetInputs) {}

  /** One dataset and what it was used for. */
  @Wire
  record DatasetInput(List<KeyValue> tags, Source dataset) {

    static DatasetInput of(Dataset dataset) {
      return new DatasetInput(
          List.of(new KeyValue("mlflow.data.context", SearchedRun.CONTEXT)),
          new Source(
              dataset.name(), dataset.digest(), "carrousel", "/api/v1/datasets/" + dataset.id()));
    }
  }

  /** A dataset. */
  @Wire
  record Source(String name, String digest, String sourceType, String source) {}
}
