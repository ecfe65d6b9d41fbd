package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Cards of models, and labels of their versions. */
@JourneyTest
class CardJourneyTests {

  private static final String LAYERED =
      """
      {"model":"%s","seed":3,"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":12,"horizon":2},
       "network":{"type":"lstm","layers":[3]},"training":{"epochs":2}}
      """;
  private static final String ORIGINAL =
      """
      {"model":"%s","data":{"task":"adding"},"network":{"type":"original","blocks":[2]},"training":{"stop":{"maxSequences":20}}}
      """;

  @Autowired private Client client;

  @Test
  void aCardTellsWhatIsStored() {
    JsonNode job = client.train(LAYERED.formatted("carded"));
    client.patch(
        "/api/v1/models/carded/versions/1",
        "{\"note\":\"of the sun\",\"labels\":{\"stage\":\"trial\"}}");
    JsonNode card = client.get("/api/v1/models/carded/versions/1/card").body();
    JsonNode run =
        client
            .get("/api/v1/jobs/%s/runs".formatted(job.path("id").asString()))
            .body()
            .at("/data/0");
    JsonNode dataset = client.get("/api/v1/datasets/sunspots-yearly").body();
    assertThat(card.at("/data/name").asString()).isEqualTo("sunspots-yearly");
    assertThat(card.at("/data/digest")).isEqualTo(dataset.path("digest"));
    assertThat(card.at("/data/rows")).isEqualTo(dataset.path("rows"));
    assertThat(card.at("/data/parts")).isEqualTo(run.at("/result/rows"));
    assertThat(card.path("test")).isEqualTo(run.at("/result/test"));
    assertThat(card.at("/settings/network/layers/0").asInt()).isEqualTo(3);
    assertThat(card.at("/fingerprint/seed").asInt()).isEqualTo(3);
    assertThat(card.at("/fingerprint/weightsDigest")).isEqualTo(run.path("weightsDigest"));
    assertThat(card.at("/fingerprint/java").asString()).startsWith("25");
    assertThat(card.path("limits").toString())
        .contains("at most 2 rows ahead, from at least 12 rows")
        .contains(run.at("/result/test/0/verdict").asString());
    Client.Answer markdown =
        client.get("/api/v1/models/carded/versions/1/card", "Accept", "text/markdown");
    assertThat(markdown.contentType()).startsWith("text/markdown");
    assertThat(markdown.text())
        .startsWith("# carded, version 1")
        .contains("of the sun", "| label stage | trial |", "seasonal naive", "## Fingerprint");
    assertThat(client.get("/api/v1/models/carded/versions/9/card").status()).isEqualTo(404);
  }

  @Test
  void theCardOfATaskTellsItsExamination() {
    client.train(ORIGINAL.formatted("examined"));
    JsonNode card = client.get("/api/v1/models/examined/versions/1/card").body();
    assertThat(card.at("/data/name").asString()).isEqualTo("adding");
    assertThat(card.at("/data/digest").isNull()).isTrue();
    assertThat(card.path("limits").toString()).contains("fresh sequences of the task");
    assertThat(
            client.get("/api/v1/models/examined/versions/1/card", "Accept", "text/markdown").text())
        .contains("## Examination");
  }

  @Test
  void aCardOutlivesItsJob() {
    JsonNode job = client.train(LAYERED.formatted("outlived"));
    client.delete("/api/v1/jobs/" + job.path("id").asString());
    JsonNode card = client.get("/api/v1/models/outlived/versions/1/card").body();
    assertThat(card.path("settings").isNull()).isTrue();
    assertThat(card.at("/test/0/target").asString()).isEqualTo("sunspots");
    assertThat(card.path("limits").toString()).contains("Column sunspots");
  }

  @Test
  void versionsAreFoundByTheirLabels() {
    client.train(ORIGINAL.formatted("labelled"));
    client.train(ORIGINAL.formatted("labelled"));
    client.patch("/api/v1/models/labelled/versions/1", "{\"labels\":{\"stage\":\"only here\"}}");
    client.patch("/api/v1/models/labelled/versions/1", "{\"note\":\"kept\"}");
    JsonNode found =
        client.get("/api/v1/models/labelled/versions?label=stage:only%20here").body().path("data");
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.at("/0/note").asString()).isEqualTo("kept");
    assertThat(found.at("/0/labels/stage").asString()).isEqualTo("only here");
    JsonNode models = client.get("/api/v1/models?label=stage:only%20here").body().path("data");
    assertThat(models.size()).isEqualTo(1);
    assertThat(models.at("/0/version").asInt()).isEqualTo(1);
    assertThat(
            client
                .get("/api/v1/models/labelled/versions?label=stage:no")
                .body()
                .path("data")
                .size())
        .isZero();
    assertThat(client.get("/api/v1/models?label=stage").status()).isEqualTo(422);
    client.patch("/api/v1/models/labelled/versions/1", "{\"note\":\"\",\"labels\":{}}");
    assertThat(client.get("/api/v1/models/labelled/versions/1").body().path("note").isNull())
        .isTrue();
  }
}
