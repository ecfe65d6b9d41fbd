package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the service promises about its own end. */
class RestartIT {

  private static final String LONG_JOB =
      """
      {"model":"survivor","data":{"dataset":"us-births","problem":"forecast","targets":["births"],"window":28,"horizon":7},
       "network":{"type":"lstm","layers":[16]},"training":{"epochs":4}}
      """;

  @TempDir private Path folder;

  @Test
  void aKilledServiceTakesItsJobsUpAgainAndForgetsNothing() {
    String job;
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      service.client().postCsv("/api/v1/datasets?name=mine", "day,x\n2020-01-01,1\n2020-01-02,2\n");
      job = service.client().submit(LONG_JOB);
      service.client().await(job, body -> body.path("progress").path("step").asInt() > 0);
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      JsonNode ended = service.client().awaitEnd(job);
      assertThat(ended.path("status").asString()).isEqualTo("succeeded");
      JsonNode run = service.client().run(job);
      assertThat(run.path("attempt").asInt()).isEqualTo(2);
      assertThat(service.client().get("/api/v1/datasets/mine").status()).isEqualTo(200);
      int steps = ended.path("progress").path("stepsTotal").asInt();
      JsonNode loss =
          service
              .client()
              .get("/api/v1/jobs/" + job + "/metrics?names=loss&points=100000")
              .body()
              .path("series")
              .path("loss");
      assertThat(loss.size()).isEqualTo(steps);
      assertThat(
              service
                  .client()
                  .post("/api/v1/models/survivor/forecast", "{}")
                  .body()
                  .path("forecast")
                  .size())
          .isEqualTo(7);
    }
  }

  @Test
  void aStoppedServiceEndsInTimeAndItsJobsGoOnLater() {
    String job;
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      job = service.client().submit(LONG_JOB.replace("\"epochs\":4", "\"epochs\":1000"));
      service.client().await(job, body -> body.path("progress").path("step").asInt() > 0);
      service.terminate();
      assertThat(service.log()).contains("goes back into the queue");
    }
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      service
          .client()
          .await(
              job,
              body ->
                  body.path("transitions").size() == 4
                      && body.path("progress").path("step").asInt() > 0);
      service.client().post("/api/v1/jobs/" + job + "/cancel", "");
      assertThat(service.client().awaitEnd(job).path("status").asString()).isEqualTo("cancelled");
    }
  }

  @Test
  void aBareJarFindsTheVectorModule() {
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      assertThat(service.log()).contains("module jdk.incubator.vector is present");
    }
  }

  @Test
  void aProcessThatMayNotStartItselfAgainRunsOnScalarKernels() {
    try (ServiceProcess service = ServiceProcess.start(folder, "-Dcarrousel.relaunched=true")) {
      assertThat(service.log()).contains("scalar kernels; module jdk.incubator.vector is absent");
    }
  }
}
