package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Versions of a model that are promoted, rolled back, compared and deleted. */
@JourneyTest
class RegistryJourneyTests {

  private static final String QUESTION = "{\"sequences\":[{\"vectors\":[[0.5,1],[0.5,-1]]}]}";

  @Autowired private Client client;

  @Test
  void anAliasIsMovedForwardAndBack() {
    train("moved", 1);
    train("moved", 2);
    assertThat(point("moved", "champion", 1).status()).isEqualTo(200);
    String first = answer("moved@champion");
    assertThat(point("moved", "champion", 2).body().path("aliases").toString())
        .isEqualTo("[\"champion\"]");
    assertThat(answer("moved@champion")).isNotEqualTo(first).isEqualTo(answer("moved:2"));
    point("moved", "champion", 1);
    assertThat(answer("moved@champion")).isEqualTo(first);
    assertThat(point("moved", "champion", 9).status()).isEqualTo(404);
    assertThat(point("moved", "9lives", 1).status()).isEqualTo(422);
    assertThat(client.get("/api/v1/models/moved@nobody").status()).isEqualTo(404);
  }

  @Test
  void aVersionIsDeletedOnlyWhenNoAliasPointsThereAndItsNumberIsNotGivenAgain() {
    train("gone", 1);
    point("gone", "champion", 1);
    String version = "/api/v1/models/gone/versions/1";
    assertThat(client.delete(version).body().path("code").asString())
        .isEqualTo("alias_points_here");
    assertThat(client.delete("/api/v1/models/gone/aliases/champion").status()).isEqualTo(204);
    assertThat(client.delete(version).status()).isEqualTo(204);
    assertThat(client.get("/api/v1/models/gone").status()).isEqualTo(404);
    train("gone", 1);
    assertThat(client.get("/api/v1/models/gone").body().path("version").asInt()).isEqualTo(2);
  }

  @Test
  void aComparisonTellsOnlyWhatDiffers() {
    train("compared", 1);
    train("compared", 2);
    JsonNode differences =
        client.get("/api/v1/models/compared/compare?first=1&second=2").body().path("differences");
    assertThat(differences.toString()).contains("/weightsDigest").doesNotContain("/parameterCount");
  }

  @Test
  void aNoteIsKeptAndTheWeightsAreExported() {
    train("noted", 1);
    client.patch("/api/v1/models/noted/versions/1", "{\"note\":\"mine\"}");
    JsonNode version = client.get("/api/v1/models/noted").body();
    assertThat(version.path("note").asString()).isEqualTo("mine");
    Client.Answer weights = client.get("/api/v1/models/noted/export");
    assertThat(weights.etag()).contains(version.path("weightsDigest").asString());
    assertThat(weights.text()).contains("\"dtype\":\"F64\"");
  }

  private void train(String model, int seed) {
    String job =
        """
        {"seed":%d,"model":"%s","data":{"task":"adding"},"training":{"stop":{"maxSequences":20}}}
        """
            .formatted(seed, model);
    client.train(job);
  }

  private Client.Answer point(String model, String alias, int version) {
    return client.put(
        "/api/v1/models/%s/aliases/%s".formatted(model, alias),
        "{\"version\":%d}".formatted(version));
  }

  private String answer(String reference) {
    return client
        .post("/api/v1/models/" + reference + "/predict", QUESTION)
        .body()
        .path("answers")
        .toString();
  }
}
